package io.sluice.recommender.cli.snapshot;

import io.sluice.analyzer.snapshot.live.ClusterApi;
import io.sluice.analyzer.snapshot.live.LiveSnapshot;
import io.sluice.analyzer.snapshot.live.Patience;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.recommender.cli.cluster.LiveCluster;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.file.OutputFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice snapshot take}: the objects of a cluster into one file. */
@Command(
    name = "take",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Save the objects that --cluster needs, and nothing more of them: no environment, arguments,"
          + " volumes or secrets."
    })
final class TakeCommand implements Callable<Integer> {
  private static final Path STDOUT = Path.of("-");

  private final Session session;

  @Mixin private ReachOptions reach = new ReachOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "-",
      description = "Where to, whole or not at all; gz by its name. Standard output by default.")
  private Path output = STDOUT;

  @Mixin private CommonOptions common = new CommonOptions();

  TakeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = new Console(session, common);
    boolean toFile = !output.equals(STDOUT);
    if (toFile) {
      OutputFiles.check(output, null);
    }
    Scope scope = reach.scope();
    try (ClusterApi api = reach.open()) {
      LiveSnapshot taken = LiveSnapshot.take(api, scope, Patience.DEFAULTS, InstantSource.system());
      taken.warnings().forEach(console::warn);
      LiveCluster.leftOut(taken).ifPresent(console::warn);
      if (toFile) {
        write(taken);
      } else {
        print(taken);
      }
      console.say(summary(taken, api.server()));
    }
    return ExitCode.DONE.number();
  }

  private String summary(LiveSnapshot taken, String server) {
    return "Took "
        + Wording.count(taken.objects().size(), "object", "objects")
        + " of "
        + server
        + " · as of "
        + Wording.exactTime(taken.takenAtMillis())
        + (taken.dated() ? " by the server's clock" : " by this machine's clock");
  }

  private void print(LiveSnapshot taken) {
    try {
      taken.write(session.out());
      session.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(LiveSnapshot taken) {
    OutputFiles files = new OutputFiles(session.scratch());
    try {
      try (OutputStream out = stream(files.open(output))) {
        taken.write(out);
      }
      files.publish();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output + ": " + e.getMessage(), e);
    } finally {
      files.discard();
    }
  }

  private OutputStream stream(OutputStream file) throws IOException {
    boolean gz = String.valueOf(output.getFileName()).endsWith(".gz");
    return new BufferedOutputStream(gz ? new GZIPOutputStream(file, 1 << 16) : file, 1 << 16);
  }
}
