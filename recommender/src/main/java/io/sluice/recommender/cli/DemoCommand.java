package io.sluice.recommender.cli;

import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice demo}: the whole way on a small cluster that comes with the program. */
@Command(
    name = "demo",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Recommend and check on bundled example logs; needs no cluster, leaves nothing.")
final class DemoCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private CommonOptions common = new CommonOptions();

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try {
      Path folder = session.scratch().folder("sluice-demo-");
      Example.unpack(folder);
      int recommended = run(folder, "recommend");
      int checked = run(folder, "check");
      session.scratch().remove(folder);
      // That check finds something is the point of the example; more than that is a failure.
      return checked == ExitCode.FINDING.number() ? recommended : Math.max(recommended, checked);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the example: " + e.getMessage(), e);
    }
  }

  private int run(Path folder, String command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                folder.resolve("logs").toString(),
                "--cluster",
                folder.resolve("cluster").toString(),
                "--config",
                folder.resolve("sluice.yaml").toString()));
    if (common.quiet) {
      words.add("--quiet");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Sluice.run(words.toArray(new String[0]), session.withStreams(stream(out), stream(err)));
    session.out().println("$ sluice " + shown(String.join(" ", words), folder) + "\n");
    session.err().print(shown(err.toString(StandardCharsets.UTF_8), folder));
    session.out().println(shown(out.toString(StandardCharsets.UTF_8), folder));
    return code;
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  /** Every run unpacks into another temporary folder; its name would only confuse. */
  private static String shown(String text, Path folder) {
    return text.replace(folder.toString(), "example");
  }
}
