package io.sluice.recommender.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which an answer can be written. */
public enum OutputFormat {
  TABLE,
  WIDE,
  JSON,
  YAML,
  MD,
  CSV,
  SARIF,
  JUNIT,
  EDGES;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }

  /** Whether it is for a file only, and not for people or pipes. */
  boolean isBinary() {
    return this == EDGES;
  }

  static Optional<OutputFormat> ofWord(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(OutputFormat::word).collect(Collectors.joining(", "));
  }
}
