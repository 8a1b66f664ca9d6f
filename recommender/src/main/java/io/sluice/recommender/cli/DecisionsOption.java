package io.sluice.recommender.cli;

import io.sluice.recommender.recommend.decision.Decisions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the decisions are. */
final class DecisionsOption {
  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description =
          "What people accept, forbid and expect, with owner, reason and last day; see"
              + " config/decisions.yaml.")
  Optional<Path> decisions = Optional.empty();

  Decisions load() {
    return DecisionsFile.load(decisions);
  }
}
