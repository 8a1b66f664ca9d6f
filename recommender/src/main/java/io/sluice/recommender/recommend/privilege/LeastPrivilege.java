package io.sluice.recommender.recommend.privilege;

import java.math.BigInteger;
import java.util.List;

/**
 * What proposed policies allow beyond what was observed.
 *
 * @param total triples over all policies; one that several of them open counts once
 * @param policies the same per policy, worst first
 */
public record LeastPrivilege(Excess total, List<PolicyExcess> policies) {
  public LeastPrivilege {
    policies = policies.stream().sorted().toList();
  }

  /** Addresses outside that were never seen and that policies open, over all of them. */
  public BigInteger addressesNeverSeen() {
    return policies.stream()
        .map(PolicyExcess::addressesNeverSeen)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
