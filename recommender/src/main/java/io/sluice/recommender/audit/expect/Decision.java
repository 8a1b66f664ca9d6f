package io.sluice.recommender.audit.expect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is expected of a connection, and what is found. */
public enum Decision {
  ALLOW,
  DENY,
  /** The API leaves it open, or an end is not known. */
  NOT_EVALUATED;

  /** {@code allow}, {@code deny} or {@code not-evaluated}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Decision> ofWord(String word) {
    return Arrays.stream(values()).filter(decision -> decision.word().equals(word)).findFirst();
  }
}
