package io.sluice.analyzer.policy.translate;

import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A policy, or one rule of it, that an engine does not apply.
 *
 * @param engine the engine's name
 * @param policy the policy
 * @param rule the rule; empty where the whole policy is left out
 * @param features what the engine cannot carry out, as the reason
 */
public record NotApplied(
    String engine, NetworkPolicy policy, Optional<RuleRef> rule, Set<EngineFeature> features) {

  /** {@code npm does not apply shop/a (net.yaml:7): it cannot carry out an ipBlock of IPv6}. */
  @Override
  public String toString() {
    return engine
        + " does not apply "
        + rule.map(RuleRef::toString).orElse(policy.title())
        + " ("
        + policy.origin()
        + "): it cannot carry out "
        + features.stream().sorted().map(EngineFeature::words).collect(Collectors.joining(", "));
  }
}
