package io.sluice.recommender.groundtruth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints a Markdown table of applications.
 *
 * <pre>TruthTable FOLDER [KEEP]</pre>
 *
 * FOLDER holds the applications; below KEEP the files stay that were made of them.
 */
public final class TruthTable {
  private TruthTable() {}

  /** Runs all of it. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println("groundtruth: expected a folder of applications, found nothing");
      System.exit(2);
    }
    Path keep =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("groundtruth");
    TruthRow.HEAD.forEach(System.out::println);
    for (Application application : Application.all(Path.of(arguments[0]))) {
      Trial trial = Trial.of(application, keep.resolve(application.name()));
      System.out.println(TruthRow.of(trial).line());
      application
          .statements()
          .unmade()
          .forEach((why, count) -> System.err.println("  no flow, " + why.words() + ": " + count));
      trial.withoutPods().forEach(edge -> System.err.println("  no pods: " + edge));
      trial.broken().forEach(edge -> System.err.println("  denied: " + edge));
      trial.open(trial.ours()).forEach(pair -> System.err.println("  open: " + pair));
      trial.openToStranger(trial.ours()).forEach(pair -> System.err.println("  open: " + pair));
    }
    System.err.println("files: " + keep);
  }
}
