package io.sluice.analyzer.policy.translate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine really applies of a set of policies. Most engines that cannot carry out a part of
 * a policy leave the whole of it out: it then neither isolates nor admits, and only the engine's
 * log says so. Some leave out single rules: the policy still isolates. Rules of a direction that a
 * policy does not isolate are not looked at.
 */
public final class Translation {
  private final List<NotApplied> notApplied;
  private final Map<NetworkPolicy.Key, NotApplied> policies = new HashMap<>();
  private final Set<RuleRef> rules = new HashSet<>();

  private Translation(List<NotApplied> notApplied) {
    this.notApplied = List.copyOf(notApplied);
    for (NotApplied part : notApplied) {
      if (part.rule().isPresent()) {
        rules.add(part.rule().get());
      } else {
        policies.put(part.policy().key(), part);
      }
    }
  }

  /** What this engine makes of these policies. */
  public static Translation of(PolicySet policies, EngineProfile engine) {
    List<NotApplied> notApplied = new ArrayList<>();
    if (!engine.gaps().features().isEmpty()) {
      policies.policies().forEach(policy -> add(notApplied, policy, engine));
    }
    return new Translation(notApplied);
  }

  private static void add(List<NotApplied> notApplied, NetworkPolicy policy, EngineProfile engine) {
    Set<EngineFeature> whole = EnumSet.noneOf(EngineFeature.class);
    Features.of(policy.podSelector(), whole);
    whole.retainAll(engine.gaps().features());
    List<NotApplied> parts = new ArrayList<>();
    for (Direction direction : policy.isolates()) {
      List<PolicyRule> rules = policy.rules(direction);
      for (int i = 0; i < rules.size(); i++) {
        Set<EngineFeature> missing = EnumSet.noneOf(EngineFeature.class);
        Features.of(rules.get(i), missing);
        missing.retainAll(engine.gaps().features());
        if (!missing.isEmpty()) {
          RuleRef rule = new RuleRef(policy, direction, i);
          parts.add(new NotApplied(engine.name(), policy, Optional.of(rule), missing));
        }
      }
    }
    if (!engine.gaps().ruleByRule()) {
      parts.forEach(part -> whole.addAll(part.features()));
    }
    if (whole.isEmpty()) {
      notApplied.addAll(parts);
    } else {
      notApplied.add(new NotApplied(engine.name(), policy, Optional.empty(), whole));
    }
  }

  /** What is left out and why, in the order of the policies. */
  public List<NotApplied> notApplied() {
    return notApplied;
  }

  /** Why a policy of the set is left out as a whole; empty where it is in force. */
  public Optional<NotApplied> notApplied(NetworkPolicy policy) {
    return Optional.ofNullable(policies.get(policy.key()));
  }

  /** Whether a rule of a policy in force is in force too. */
  public boolean applies(RuleRef rule) {
    return rules.isEmpty() || !rules.contains(rule);
  }
}
