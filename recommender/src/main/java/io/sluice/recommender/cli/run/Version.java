package io.sluice.recommender.cli.run;

import java.util.Optional;

/** Which Sluice this is. */
public final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} for classes outside a jar. */
  public static String sluice() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  public static String java() {
    return System.getProperty("java.version", "unknown");
  }
}
