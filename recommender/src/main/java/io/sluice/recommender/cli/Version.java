package io.sluice.recommender.cli;

import java.util.Optional;

/** Which Sluice this is. */
final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} for classes outside a jar. */
  static String sluice() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  static String java() {
    return System.getProperty("java.version", "unknown");
  }
}
