package io.sluice.recommender.cli.settings;

import io.sluice.recommender.recommend.decision.Decisions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the decisions are. */
public final class DecisionsOption {
  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description =
          "What people accept, forbid and expect, with owner, reason and last day; see"
              + " config/decisions.yaml.")
  public Optional<Path> decisions = Optional.empty();

  public Decisions load() {
    return DecisionsFile.load(decisions);
  }
}
