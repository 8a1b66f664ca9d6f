package io.sluice.recommender.cli.read;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.cli.cluster.EngineChoice;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What the user decides about proposals. */
public final class ProposalOptions {
  /** Which directions a proposed policy isolates. */
  public enum Isolate {
    INGRESS,
    EGRESS,
    BOTH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    Set<Direction> directions() {
      return switch (this) {
        case INGRESS -> Set.of(Direction.INGRESS);
        case EGRESS -> Set.of(Direction.EGRESS);
        case BOTH -> Set.of(Direction.values());
      };
    }
  }

  @Option(
      names = "--replace",
      description = "The proposed policies must do alone, without the current ones.")
  boolean replace;

  @Option(
      names = "--isolate",
      paramLabel = "DIRECTION",
      defaultValue = "both",
      description = "Directions that proposals isolate: ingress, egress or both (default).")
  Isolate isolate = Isolate.BOTH;

  @Option(
      names = "--default-deny",
      paramLabel = "SCOPE",
      defaultValue = "selected",
      description =
          "What is isolated: selected workloads with evidence (default), none that is not isolated"
              + " already, or whole namespaces in which nothing is unseen and undecided.")
  DefaultDenyScope defaultDeny = DefaultDenyScope.SELECTED;

  /** The scopes as the command line writes them. */
  enum DefaultDenyScope {
    NONE(DefaultDeny.NONE),
    SELECTED(DefaultDeny.SELECTED),
    NAMESPACE(DefaultDeny.NAMESPACE);

    private final DefaultDeny scope;

    DefaultDenyScope(DefaultDeny scope) {
      this.scope = scope;
    }

    @Override
    public String toString() {
      return scope.word();
    }
  }

  @Option(
      names = "--tightness",
      paramLabel = "HOW",
      description =
          "How far rules are put together: exact (default), balanced (where that opens next to"
              + " nothing), few.")
  Optional<Tightness> tightness = Optional.empty();

  /** The settings with what the command line says instead. */
  public Settings over(Settings settings) {
    return tightness.map(settings::withTightness).orElse(settings);
  }

  @Option(
      names = "--min-evidence",
      paramLabel = "N",
      defaultValue = "1",
      description = "Withhold edges with fewer records (default: 1).")
  long minEvidence = 1;

  @Option(
      names = "--include-system",
      description = "Propose policies for system namespaces too; a wrong one can stop a cluster.")
  boolean includeSystem;

  @Option(
      names = "--accept-withheld",
      description = "Isolate directions although forwarded flows in them are withheld.")
  boolean acceptWithheld;

  @Option(
      names = "--accept-partial",
      description = "Isolate directions although their logs cannot show all traffic.")
  boolean acceptPartial;

  public RecommendOptions options(EngineChoice engine, boolean showClientAddresses) {
    if (minEvidence < 1) {
      throw new UsageException("--min-evidence must be at least 1, but is " + minEvidence);
    }
    return RecommendOptions.defaults()
        .change()
        .replace(replace)
        .isolate(isolate.directions())
        .minEvidence(minEvidence)
        .includeSystem(includeSystem)
        .acceptWithheld(acceptWithheld)
        .acceptPartial(acceptPartial)
        .showClientAddresses(showClientAddresses)
        .engine(engine.profile())
        .defaultDeny(defaultDeny.scope)
        .build();
  }
}
