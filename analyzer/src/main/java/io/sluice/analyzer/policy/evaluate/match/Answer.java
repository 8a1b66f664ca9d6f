package io.sluice.analyzer.policy.evaluate.match;

/** Whether a condition holds, as far as can be told; in the order of how far it admits. */
public enum Answer {
  NO,
  MAYBE,
  YES;

  public static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Both must hold. */
  public Answer and(Answer other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** Either must hold. */
  public Answer or(Answer other) {
    return compareTo(other) > 0 ? this : other;
  }
}
