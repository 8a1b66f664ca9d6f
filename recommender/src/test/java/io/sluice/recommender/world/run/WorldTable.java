package io.sluice.recommender.world.run;

import io.sluice.recommender.world.score.Case;
import io.sluice.recommender.world.score.Measure;
import io.sluice.recommender.world.score.Score;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints a Markdown table of worlds and formats.
 *
 * <pre>WorldTable [--seeds 1-5] [--namespaces 40] [--hours 168] [--engine cilium]
 *   [--forms hubble,vnet] [--network overlay] [--cases N] [--keep DIR] [words of recommend …]</pre>
 */
public final class WorldTable {
  private WorldTable() {}

  /** Runs all of it. */
  public static void main(String[] arguments) throws IOException {
    TableOptions options = TableOptions.of(arguments);
    System.out.println(
        "| seed | log | options | records | recall | excess | one-sided | scans |"
            + " answered scans | stopped allowed | left open | of need | cluster addresses |"
            + " unseen internet | later denied | unseen denied |");
    System.out.println("|" + "---|".repeat(16));
    for (long seed = options.first(); seed <= options.last(); seed++) {
      for (LogForm form : options.forms()) {
        run(options, seed, form);
      }
    }
  }

  private static void run(TableOptions options, long seed, LogForm form) throws IOException {
    Path folder =
        options.keep().isEmpty()
            ? Files.createTempDirectory("world")
            : Path.of(options.keep()).resolve(seed + "-" + form.name().toLowerCase(Locale.ROOT));
    WorldRun run =
        WorldRun.of(options.world(seed), form, folder, options.more().toArray(new String[0]));
    System.out.println(row(options, seed, form, run));
    for (Measure measure : Measure.values()) {
      print(options.cases(), run.score().of(measure));
    }
    if (options.keep().isEmpty()) {
      delete(folder);
    }
  }

  private static String row(TableOptions options, long seed, LogForm form, WorldRun run) {
    Score score = run.score();
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(seed));
    cells.add(form.name().toLowerCase(Locale.ROOT));
    cells.add(String.join(" ", options.more()));
    cells.add(run.report().document().path("accounting").path("records").asText());
    cells.add(String.format(Locale.ROOT, "%.4f", score.recall()));
    cells.add(String.format(Locale.ROOT, "%.4f", score.excess()));
    for (Measure measure :
        List.of(
            Measure.ONE_SIDED_EXCESS,
            Measure.SCAN_ALLOWED,
            Measure.ANSWERED_SCAN_ALLOWED,
            Measure.UNWANTED_ALLOWED)) {
      cells.add(String.valueOf(score.count(measure)));
    }
    cells.add(score.count(Measure.LEFT_OPEN) + " of " + score.podDirections());
    cells.add(String.valueOf(score.count(Measure.LEFT_OPEN_OF_NEED)));
    cells.add(String.valueOf(score.count(Measure.CLUSTER_ADDRESS_OPENED)));
    cells.add(String.valueOf(score.count(Measure.UNSEEN_INTERNET)));
    cells.add(score.count(Measure.HELD_OUT_DENIED) + " of " + score.heldOutFlows());
    cells.add(String.valueOf(score.count(Measure.UNSEEN_DENIED)));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static void print(int limit, List<Case> cases) {
    cases.stream()
        .sorted(Comparator.comparingLong(Case::weight).reversed())
        .limit(limit)
        .forEach(c -> System.out.println("    " + c));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
