package io.sluice.recommender.cli.snapshot;

import io.sluice.recommender.cli.run.HelpOption;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice snapshot}: what a cluster has, for {@code --cluster}. */
@Command(
    name = "snapshot",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Save what is needed of a running cluster, once or for as long as it runs.")
public final class SnapshotCommand implements Callable<Integer> {
  @Mixin HelpOption help = new HelpOption();

  private SnapshotCommand() {}

  /** The command with those below it. */
  public static CommandLine whole(Session session) {
    return new CommandLine(new SnapshotCommand())
        .addSubcommand(new TakeCommand(session))
        .addSubcommand(new RecordCommand(session))
        .addSubcommand(new RoleCommand(session));
  }

  @Override
  public Integer call() {
    throw new UsageException("say which: snapshot take, snapshot record or snapshot role");
  }
}
