package io.sluice.recommender.recommend.tightness;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far rules are put together, so that there are fewer of them. */
public enum Tightness {
  /** Not at all: each peer is open on the ports that were seen. */
  EXACT,
  /**
   * Rules of a policy are joined where that opens nothing that was never observed, and beyond that
   * by no more than {@value #BALANCED_PERCENT} % of what the policy allows anyhow.
   */
  BALANCED,
  /**
   * All rules of a direction are joined, whatever that opens; clients that are most of a namespace
   * become the namespace; and blocks stand for addresses outside from a quarter as many on.
   */
  FEW;

  /** What joining may open under {@link #BALANCED}, in percent of what a policy allows exactly. */
  static final int BALANCED_PERCENT = 5;

  /** Under {@link #FEW} a rule lists so many times fewer single addresses. */
  private static final int EARLIER = 4;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The setting of a word. */
  public static Optional<Tightness> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** All words, for people. */
  public static String words() {
    return Arrays.stream(values()).map(Tightness::word).collect(Collectors.joining(", "));
  }

  /** The same, so that a command line can list the values. */
  @Override
  public String toString() {
    return word();
  }

  /** How many triples that were never observed a policy may open that allows so many exactly. */
  long budget(long allowed) {
    return switch (this) {
      case EXACT -> 0;
      case BALANCED -> allowed * BALANCED_PERCENT / 100;
      case FEW -> Long.MAX_VALUE;
    };
  }

  /** How many single addresses a rule lists before blocks stand for them. */
  int addresses(int exact) {
    return this == FEW ? Math.max(1, exact / EARLIER) : exact;
  }
}
