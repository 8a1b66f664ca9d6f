package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.recommend.decision.Decisions;
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
 * @param decisions what people accept, forbid and expect
 * @param defaultDeny how far proposals close what no evidence opens
 */
public record RecommendOptions(
    boolean replace,
    Set<Direction> isolate,
    long minEvidence,
    boolean includeSystem,
    boolean acceptWithheld,
    boolean acceptPartial,
    boolean showClientAddresses,
    EngineProfile engine,
    Decisions decisions,
    DefaultDeny defaultDeny) {
  /** What holds where the user says nothing. */
  public static RecommendOptions defaults() {
    return new Builder().build();
  }

  /** The same, to be changed. */
  public Builder change() {
    Builder builder = new Builder();
    builder.replace = replace;
    builder.isolate = isolate;
    builder.minEvidence = minEvidence;
    builder.includeSystem = includeSystem;
    builder.acceptWithheld = acceptWithheld;
    builder.acceptPartial = acceptPartial;
    builder.showClientAddresses = showClientAddresses;
    builder.engine = engine;
    builder.decisions = decisions;
    builder.defaultDeny = defaultDeny;
    return builder;
  }

  /** Options while they are put together; what is not said is as by default. */
  public static final class Builder {
    private boolean replace;
    private Set<Direction> isolate = Set.of(Direction.INGRESS, Direction.EGRESS);
    private long minEvidence = 1;
    private boolean includeSystem;
    private boolean acceptWithheld;
    private boolean acceptPartial;
    private boolean showClientAddresses;
    private EngineProfile engine = EngineProfile.GENERIC;
    private Decisions decisions = Decisions.none();
    private DefaultDeny defaultDeny = DefaultDeny.SELECTED;

    private Builder() {}

    public Builder replace(boolean replace) {
      this.replace = replace;
      return this;
    }

    public Builder isolate(Set<Direction> isolate) {
      this.isolate = isolate;
      return this;
    }

    public Builder minEvidence(long minEvidence) {
      this.minEvidence = minEvidence;
      return this;
    }

    public Builder includeSystem(boolean includeSystem) {
      this.includeSystem = includeSystem;
      return this;
    }

    public Builder acceptWithheld(boolean acceptWithheld) {
      this.acceptWithheld = acceptWithheld;
      return this;
    }

    public Builder acceptPartial(boolean acceptPartial) {
      this.acceptPartial = acceptPartial;
      return this;
    }

    public Builder showClientAddresses(boolean showClientAddresses) {
      this.showClientAddresses = showClientAddresses;
      return this;
    }

    public Builder engine(EngineProfile engine) {
      this.engine = engine;
      return this;
    }

    public Builder decisions(Decisions decisions) {
      this.decisions = decisions;
      return this;
    }

    public Builder defaultDeny(DefaultDeny defaultDeny) {
      this.defaultDeny = defaultDeny;
      return this;
    }

    public RecommendOptions build() {
      return new RecommendOptions(
          replace,
          isolate,
          minEvidence,
          includeSystem,
          acceptWithheld,
          acceptPartial,
          showClientAddresses,
          engine,
          decisions,
          defaultDeny);
    }
  }
}
