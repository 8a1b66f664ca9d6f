package io.sluice.recommender.recommend.external;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Shares a number of blocks among several sets of addresses so that the fewest unseen addresses are
 * opened; each set needs one block at least. What it costs has the same form as what a single set
 * costs, so that rules share a policy's blocks as sets share a rule's.
 */
final class Allotment {
  /** What the first sets cost together by n blocks at n - 1, and the last one's share of them. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared and never handed out.
  private record Step(@Nullable BigInteger[] costs, int[] shares) {}

  private final List<Step> steps = new ArrayList<>();

  /**
   * Shares.
   *
   * @param sets what each costs by n blocks, at n - 1; null where n blocks cannot do it
   * @param most the most blocks together
   */
  Allotment(List<@Nullable BigInteger[]> sets, int most) {
    for (@Nullable BigInteger[] set : sets) {
      steps.add(steps.isEmpty() ? first(set, most) : join(last().costs(), set, most));
    }
  }

  private static Step first(@Nullable BigInteger[] set, int most) {
    int length = Math.min(set.length, most);
    @Nullable BigInteger[] costs = new BigInteger[length];
    int[] shares = new int[length];
    for (int i = 0; i < length; i++) {
      costs[i] = set[i];
      shares[i] = i + 1;
    }
    return new Step(costs, shares);
  }

  private static Step join(@Nullable BigInteger[] before, @Nullable BigInteger[] set, int most) {
    int length = Math.min(before.length + set.length, most);
    @Nullable BigInteger[] costs = new BigInteger[length];
    int[] shares = new int[length];
    for (int i = 1; i <= before.length; i++) {
      for (int j = 1; j <= set.length && i + j <= length; j++) {
        BigInteger left = before[i - 1];
        BigInteger right = set[j - 1];
        BigInteger known = costs[i + j - 1];
        if (left != null
            && right != null
            && (known == null || left.add(right).compareTo(known) < 0)) {
          costs[i + j - 1] = left.add(right);
          shares[i + j - 1] = j;
        }
      }
    }
    return new Step(costs, shares);
  }

  private Step last() {
    return steps.get(steps.size() - 1);
  }

  /** What the sets cost together by n blocks, at n - 1. */
  @Nullable BigInteger[] costs() {
    return last().costs();
  }

  /** The cheapest number of blocks, of several the smallest; empty where no number will do. */
  OptionalInt best() {
    @Nullable BigInteger[] costs = costs();
    int best = 0;
    for (int n = 1; n <= costs.length; n++) {
      BigInteger cost = costs[n - 1];
      BigInteger known = best == 0 ? null : costs[best - 1];
      if (cost != null && (known == null || cost.compareTo(known) < 0)) {
        best = n;
      }
    }
    return best == 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** How many of so many blocks each set gets. */
  List<Integer> shares(int blocks) {
    List<Integer> shares = new ArrayList<>();
    int left = blocks;
    for (int i = steps.size() - 1; i >= 0; i--) {
      int share = steps.get(i).shares()[left - 1];
      shares.add(0, share);
      left -= share;
    }
    return shares;
  }
}
