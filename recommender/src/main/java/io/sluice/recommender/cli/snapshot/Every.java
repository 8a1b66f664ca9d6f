package io.sluice.recommender.cli.snapshot;

import java.time.Duration;
import java.util.Locale;

/** How long one file of a recording goes on. */
public enum Every {
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  private final Duration length;

  Every(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
