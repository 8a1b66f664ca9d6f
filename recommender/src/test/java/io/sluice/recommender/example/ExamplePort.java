package io.sluice.recommender.example;

/**
 * A port that a container declares.
 *
 * @param name its name
 * @param number its number
 * @param protocol {@code TCP} or {@code UDP}
 */
public record ExamplePort(String name, int number, String protocol) {
  static ExamplePort tcp(String name, int number) {
    return new ExamplePort(name, number, "TCP");
  }
}
