package io.sluice.recommender.cli.snapshot;

import io.sluice.analyzer.snapshot.live.LiveRole;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.HelpOption;
import io.sluice.recommender.cli.run.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice snapshot role}: what an account needs to be allowed. */
@Command(
    name = "role",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Print the ClusterRole that take, record and --cluster live need; it only reads.")
final class RoleCommand implements Callable<Integer> {
  private final Session session;

  @Mixin HelpOption help = new HelpOption();

  RoleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().print(LiveRole.yaml());
    return ExitCode.DONE.number();
  }
}
