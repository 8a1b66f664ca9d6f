package io.sluice.recommender.recommend.privilege;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one policy allows beyond what was observed.
 *
 * @param policy the policy
 * @param triples the triples that its rules open; one that another policy opens as well counts for
 *     both
 * @param addressesNeverSeen addresses outside that its blocks open and that were never seen
 * @param rules the same per rule, ingress first, in the policy's order
 */
public record PolicyExcess(
    NetworkPolicy.Key policy, Excess triples, BigInteger addressesNeverSeen, List<OfRule> rules)
    implements Comparable<PolicyExcess> {
  private static final Comparator<PolicyExcess> WORST_FIRST =
      Comparator.comparing((PolicyExcess one) -> -one.triples.neverObserved())
          .thenComparing(PolicyExcess::addressesNeverSeen, Comparator.reverseOrder())
          .thenComparing(PolicyExcess::policy);

  public PolicyExcess {
    rules = List.copyOf(rules);
  }

  /**
   * What one rule allows.
   *
   * @param direction its direction
   * @param rule its index there
   * @param triples the triples that it opens, whatever other rules do
   */
  public record OfRule(Direction direction, int rule, Excess triples) {}

  /** The rule that opens most that was never observed, the first of equals; empty if none does. */
  public Optional<OfRule> widest() {
    return rules.stream()
        .filter(rule -> rule.triples.neverObserved() > 0)
        .reduce(
            (one, other) ->
                other.triples.neverObserved() > one.triples.neverObserved() ? other : one);
  }

  @Override
  public int compareTo(PolicyExcess other) {
    return WORST_FIRST.compare(this, other);
  }
}
