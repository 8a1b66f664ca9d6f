package io.sluice.recommender.example;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An end of the truth that is no workload: a name, and the addresses behind it.
 *
 * @param name the name by which the truth speaks of it
 * @param addresses its addresses, in the order in which they take part
 */
record Outside(String name, List<String> addresses) {
  static final Outside INTERNET = new Outside("internet", clients());
  static final Outside CARD_NETWORK =
      new Outside(
          "card-network", List.of("203.0.113.21", "203.0.113.22", "203.0.113.57", "203.0.113.130"));
  static final Outside REPORT_STORE = new Outside("report-store", List.of(World.REPORT_STORE));
  static final Outside OPERATIONS_HOST =
      new Outside("operations-host", List.of(World.OPERATIONS_HOST));
  static final Outside API_SERVER = new Outside("api-server", List.of(World.API_SERVER));
  static final Outside AZURE_PLATFORM =
      new Outside("azure-platform", List.of(World.AZURE_PLATFORM));
  static final List<Outside> ALL =
      List.of(INTERNET, CARD_NETWORK, REPORT_STORE, OPERATIONS_HOST, API_SERVER, AZURE_PLATFORM);

  /** The ends of that name. */
  static List<End> named(String name) {
    Outside outside = ALL.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    return outside.addresses().stream().map(End::of).toList();
  }

  private static List<String> clients() {
    return IntStream.range(0, 61).mapToObj(i -> "198.51.100." + (10 + i * 37 % 223)).toList();
  }
}
