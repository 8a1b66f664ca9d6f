package io.sluice.recommender.cli.read;

import io.sluice.recommender.answer.EngineChoice;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.recommend.RecommendOptions;
import picocli.CommandLine.Option;

/** What counts as evidence, and about whom. */
public class EvidenceOptions {
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

  /** Options that say this, and else what holds by default. */
  public final RecommendOptions evidence(EngineChoice engine, boolean showClientAddresses) {
    if (minEvidence < 1) {
      throw new UsageException("--min-evidence must be at least 1, but is " + minEvidence);
    }
    return RecommendOptions.defaults()
        .change()
        .minEvidence(minEvidence)
        .includeSystem(includeSystem)
        .acceptWithheld(acceptWithheld)
        .acceptPartial(acceptPartial)
        .showClientAddresses(showClientAddresses)
        .engine(engine.profile())
        .build();
  }
}
