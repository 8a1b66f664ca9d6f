package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import io.sluice.analyzer.policy.translate.NotApplied;
import io.sluice.analyzer.policy.translate.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one engine makes of the policies.
 *
 * @param engine the engine
 * @param policies the policies of each namespace, sorted by name, also those that it leaves out
 * @param notApplied what it leaves out, in the order of the policies
 * @param noEffect the verdict where the engine does not run, so that policies have no effect
 * @param toOwnNode the verdict where it does not filter egress to the pod's own node
 */
record Enforcement(
    EngineProfile engine,
    Map<Ends.Scope, List<CompiledPolicy>> policies,
    List<NotApplied> notApplied,
    Optional<Undecided> noEffect,
    Exempt toOwnNode) {

  static Enforcement of(PolicySet policies, Reading reading) {
    EngineProfile engine = reading.engine();
    Translation translation = Translation.of(policies, engine);
    Map<Ends.Scope, List<CompiledPolicy>> lists = new HashMap<>();
    for (NetworkPolicy policy : policies.policies()) {
      lists
          .computeIfAbsent(
              new Ends.Scope(policy.cluster(), policy.namespace()), scope -> new ArrayList<>())
          .add(CompiledPolicy.of(policy, translation, reading));
    }
    lists.replaceAll((scope, list) -> List.copyOf(list));
    return new Enforcement(
        engine,
        Map.copyOf(lists),
        translation.notApplied(),
        Optional.empty(),
        new Exempt(engine.name() + " does not filter traffic to the pod's own node"));
  }

  /** What filters on Windows nodes of a cluster where this engine runs. */
  Enforcement onWindows(PolicySet set, Reading reading) {
    return switch (engine.windows()) {
      case SAME -> this;
      case NPM_WINDOWS -> of(set, reading.by(EngineProfile.NPM_WINDOWS));
      case NOTHING ->
          new Enforcement(engine, policies, notApplied, Optional.of(notOnWindows()), toOwnNode);
    };
  }

  private Undecided notOnWindows() {
    return new Undecided(
        Kind.NOT_ENFORCED,
        engine.name() + " does not run on Windows nodes: policies have no effect there");
  }
}
