package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.NotIsolated;
import io.sluice.analyzer.policy.translate.NotApplied;
import java.util.ArrayList;
import java.util.List;

/**
 * What isolates the pods of a class in one direction.
 *
 * @param policies the policies that do, sorted by name
 * @param notApplied those that would, if the engine could carry them out
 * @param open the verdict where none does, made once
 */
record Isolation(List<CompiledPolicy> policies, List<NotApplied> notApplied, NotIsolated open) {

  /** What isolates pods with these labels among the policies of their namespace. */
  static Isolation of(List<CompiledPolicy> candidates, LabelClass pods, Direction direction) {
    List<CompiledPolicy> policies = new ArrayList<>();
    List<NotApplied> notApplied = new ArrayList<>();
    for (CompiledPolicy candidate : candidates) {
      if (candidate.isolates(pods, direction)) {
        candidate.notApplied().ifPresentOrElse(notApplied::add, () -> policies.add(candidate));
      }
    }
    return new Isolation(
        List.copyOf(policies), List.copyOf(notApplied), new NotIsolated(notApplied));
  }

  boolean isNone() {
    return policies.isEmpty();
  }

  /** The policies as written. */
  List<NetworkPolicy> written() {
    return policies.stream().map(CompiledPolicy::policy).toList();
  }
}
