package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.translate.Translation;
import java.util.ArrayList;
import java.util.List;

/**
 * What filters the pods of some nodes.
 *
 * @param engine the engine
 * @param runs whether it runs there; if not, what it is told to isolate is surely reached by nobody
 * @param policies the policies as it reads them: only the policies and rules that it applies, with
 *     ranges that it does not know cut to their first port, and no rules where it does not run
 */
public record Filter(EngineProfile engine, boolean runs, List<NetworkPolicy> policies) {
  /** What an engine makes of policies where it runs. */
  static Filter of(PolicySet policies, EngineProfile engine) {
    Translation translation = Translation.of(policies, engine);
    List<NetworkPolicy> applied = new ArrayList<>();
    for (NetworkPolicy policy : policies.policies()) {
      if (translation.notApplied(policy).isEmpty()) {
        applied.add(
            withRules(
                policy,
                rules(policy, Direction.INGRESS, translation, engine),
                rules(policy, Direction.EGRESS, translation, engine)));
      }
    }
    return new Filter(engine, true, List.copyOf(applied));
  }

  /** The same on nodes on which the engine does not run. */
  Filter notRunning() {
    return new Filter(
        engine,
        false,
        policies.stream().map(policy -> withRules(policy, List.of(), List.of())).toList());
  }

  /** Whether traffic with the own node passes in this direction without a look at rules. */
  public boolean exemptsOwnNode(Direction direction) {
    EngineProfile.NodeTraffic filtered = engine.nodeTraffic();
    return runs
        && !(direction == Direction.INGRESS ? filtered.fromOwnNode() : filtered.toOwnNode());
  }

  private static NetworkPolicy withRules(
      NetworkPolicy policy, List<PolicyRule> ingress, List<PolicyRule> egress) {
    return new NetworkPolicy(
        policy.cluster(),
        policy.namespace(),
        policy.name(),
        policy.podSelector(),
        policy.isolates(),
        ingress,
        egress,
        policy.origin());
  }

  private static List<PolicyRule> rules(
      NetworkPolicy policy, Direction direction, Translation translation, EngineProfile engine) {
    List<PolicyRule> applied = new ArrayList<>();
    List<PolicyRule> rules = policy.rules(direction);
    for (int i = 0; i < rules.size(); i++) {
      if (translation.applies(new RuleRef(policy, direction, i))) {
        applied.add(engine.ports().ranges() ? rules.get(i) : withoutRanges(rules.get(i)));
      }
    }
    return applied;
  }

  private static PolicyRule withoutRanges(PolicyRule rule) {
    List<PolicyPort> ports = new ArrayList<>();
    for (PolicyPort port : rule.ports()) {
      ports.add(
          port instanceof PolicyPort.Range range
              ? PolicyPort.Range.of(range.protocol(), range.from())
              : port);
    }
    return new PolicyRule(rule.peers(), ports);
  }
}
