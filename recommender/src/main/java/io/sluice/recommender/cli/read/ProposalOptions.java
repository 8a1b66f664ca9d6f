package io.sluice.recommender.cli.read;

import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What the user decides about proposals. */
public final class ProposalOptions extends EvidenceOptions {
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

  public RecommendOptions options(EngineChoice engine, boolean showClientAddresses) {
    return evidence(engine, showClientAddresses)
        .change()
        .replace(replace)
        .isolate(isolate.directions())
        .defaultDeny(defaultDeny.scope)
        .build();
  }
}
