package io.sluice.recommender.cli;

import io.sluice.recommender.cli.output.OutputFormat;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.HelpOption;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.run.Version;
import io.sluice.recommender.write.JsonText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice version}. */
@Command(
    name = "version",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Show the version of Sluice and of the Java that runs it.")
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default) or json.")
  private OutputFormat format = OutputFormat.TABLE;

  @Mixin HelpOption help = new HelpOption();

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!List.of(OutputFormat.TABLE, OutputFormat.JSON).contains(format)) {
      throw new UsageException("version has no form " + format.word() + "; it has table, json");
    }
    session
        .out()
        .print(
            format == OutputFormat.JSON
                ? JsonText.write(
                    JsonText.document("Version")
                        .put("version", Version.sluice())
                        .put("java", Version.java()))
                : "sluice " + Version.sluice() + " (Java " + Version.java() + ")\n");
    return ExitCode.DONE.number();
  }
}
