package io.sluice.analyzer.policy.evaluate;

/** Whether a condition holds, as far as can be told; in the order of how far it admits. */
enum Answer {
  NO,
  MAYBE,
  YES;

  static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Both must hold. */
  Answer and(Answer other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** Either must hold. */
  Answer or(Answer other) {
    return compareTo(other) > 0 ? this : other;
  }
}
