package io.sluice.recommender.recommend.named;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.recommender.recommend.external.Cut;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Sums of ranges. */
public final class RangeSet {
  private RangeSet() {}

  /** The fewest ranges that hold the same addresses, sorted. */
  public static List<Cidr> merged(Collection<Cidr> ranges) {
    List<Cidr> merged = new ArrayList<>();
    for (Cidr range : new TreeSet<>(ranges)) {
      if (merged.isEmpty() || !last(merged).contains(range)) {
        merged.add(range);
        joinSiblings(merged);
      }
    }
    return merged;
  }

  private static void joinSiblings(List<Cidr> merged) {
    while (merged.size() > 1) {
      Cidr upper = last(merged);
      Cidr lower = merged.get(merged.size() - 2);
      if (upper.prefixLength() == 0 || lower.prefixLength() != upper.prefixLength()) {
        return;
      }
      Cidr both = new Cidr(lower.base(), lower.prefixLength() - 1);
      if (!both.contains(upper)) {
        return;
      }
      merged.remove(merged.size() - 1);
      merged.set(merged.size() - 1, both);
    }
  }

  private static Cidr last(List<Cidr> ranges) {
    return ranges.get(ranges.size() - 1);
  }

  /** How many addresses ranges hold; one in several counts once. */
  public static BigInteger size(Collection<Cidr> ranges) {
    return merged(ranges).stream().map(Cut::size).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
