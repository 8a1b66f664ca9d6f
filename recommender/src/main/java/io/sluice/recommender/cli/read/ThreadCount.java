package io.sluice.recommender.cli.read;

import picocli.CommandLine.TypeConversionException;

/**
 * How many threads may be used.
 *
 * @param number 1 to 256
 */
public record ThreadCount(int number) {
  /** Reads a number. */
  public static ThreadCount parse(String text) {
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > 256) {
      throw new TypeConversionException("expected 1 to 256 threads, but found \"" + text + "\"");
    }
    return new ThreadCount(Integer.parseInt(text));
  }
}
