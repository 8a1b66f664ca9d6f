package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.translate.NotApplied;
import io.sluice.analyzer.policy.translate.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one engine makes of the policies.
 *
 * @param engine the engine
 * @param policies the policies of each namespace, sorted by name, also those that it leaves out
 * @param notApplied what it leaves out, in the order of the policies
 * @param hasEffect whether it runs; if not, policies have no effect
 */
public record Enforcement(
    EngineProfile engine,
    Map<Scope, List<CompiledPolicy>> policies,
    List<NotApplied> notApplied,
    boolean hasEffect) {

  /** A namespace of a cluster. */
  public record Scope(String cluster, String namespace) {}

  public static Enforcement of(PolicySet policies, Reading reading) {
    EngineProfile engine = reading.engine();
    Translation translation = Translation.of(policies, engine);
    Map<Scope, List<CompiledPolicy>> lists = new HashMap<>();
    for (NetworkPolicy policy : policies.policies()) {
      lists
          .computeIfAbsent(
              new Scope(policy.cluster(), policy.namespace()), scope -> new ArrayList<>())
          .add(CompiledPolicy.of(policy, translation, reading));
    }
    lists.replaceAll((scope, list) -> List.copyOf(list));
    return new Enforcement(engine, Map.copyOf(lists), translation.notApplied(), true);
  }

  /** The policies of a namespace, sorted by name, also those that the engine leaves out. */
  public List<CompiledPolicy> policiesOf(Scope scope) {
    return policies.getOrDefault(scope, List.of());
  }

  /** What filters on Windows nodes of a cluster where this engine runs. */
  public Enforcement onWindows(PolicySet set, Reading reading) {
    return switch (engine.windows()) {
      case SAME -> this;
      case NPM_WINDOWS -> of(set, reading.by(EngineProfile.NPM_WINDOWS));
      case NOTHING -> new Enforcement(engine, policies, notApplied, false);
    };
  }
}
