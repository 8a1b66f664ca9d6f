package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.List;
import java.util.Optional;

/**
 * The default deny of a namespace ({@code --default-deny namespace}): either the policy, or why
 * there is none.
 *
 * @param cluster cluster name, or ""
 * @param namespace the namespace
 * @param policy isolates every pod of the namespace both ways and opens DNS
 * @param refusals what would be cut off without anybody having seen or decided it, sorted; empty
 *     where there is a policy
 */
public record NamespaceDefault(
    String cluster, String namespace, Optional<NetworkPolicy> policy, List<String> refusals) {
  public NamespaceDefault {
    if (policy.isPresent() != refusals.isEmpty()) {
      throw new IllegalArgumentException("either a policy or the reasons why there is none");
    }
    refusals = List.copyOf(refusals);
  }
}
