package io.sluice.recommender.cli;

import io.sluice.recommender.cli.run.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice} itself: what stands above the commands. */
@Command(
    name = "sluice",
    synopsisSubcommandLabel = "COMMAND",
    description = "From recorded flows to least-privilege NetworkPolicies, with the evidence.")
final class SluiceCommand {
  @Mixin HelpOption help = new HelpOption();
}
