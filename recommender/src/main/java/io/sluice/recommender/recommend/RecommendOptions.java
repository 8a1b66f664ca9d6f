package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import java.util.Set;

/**
 * What the user decides about a recommendation.
 *
 * @param replace whether the proposal must stand alone, without the current policies
 * @param isolate directions to isolate (default both)
 * @param minEvidence records below which an edge is withheld (default 1)
 * @param includeSystem whether system namespaces are subjects
 * @param acceptWithheld whether withheld flows no longer hold a direction open
 * @param acceptPartial whether structurally partial sources no longer hold a direction open
 * @param showClientAddresses whether addresses of internet clients may become rules and output
 * @param engine the engine that will enforce
 */
public record RecommendOptions(
    boolean replace,
    Set<Direction> isolate,
    long minEvidence,
    boolean includeSystem,
    boolean acceptWithheld,
    boolean acceptPartial,
    boolean showClientAddresses,
    EngineProfile engine) {
  /** What holds where the user says nothing. */
  public static RecommendOptions defaults() {
    return new RecommendOptions(
        false,
        Set.of(Direction.INGRESS, Direction.EGRESS),
        1,
        false,
        false,
        false,
        false,
        EngineProfile.GENERIC);
  }
}
