package io.sluice.recommender.cli.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** In which forms the answer is written. */
public class OutputForms {
  /** A comma counts only before another format, so that paths may hold commas. */
  private static final String NEXT_FORMAT =
      "[,\n](?=(?:table|wide|json|yaml|md|csv|sarif|junit|edges)(?:[=,\n]|$))";

  @Option(
      names = {"-o", "--output"},
      split = NEXT_FORMAT,
      splitSynopsisLabel = ",",
      paramLabel = "FORMAT[=PATH]",
      description =
          "table (default), wide, json, md; yaml (recommend), csv and edges=PATH (flows), junit"
              + " (check, test), sarif (check); a file with =PATH.")
  List<OutputSpec> outputs = new ArrayList<>();

  /** The form of an answer for which none is asked. */
  private OutputFormat byDefault = OutputFormat.TABLE;

  OutputFormat byDefault() {
    return byDefault;
  }

  /** Answers in another form than as a table where none is asked for. */
  public void defaultTo(OutputFormat format) {
    byDefault = format;
  }

  /** Whether an answer of this format is asked for. */
  public boolean has(OutputFormat format) {
    return outputs.stream().anyMatch(spec -> spec.format() == format);
  }

  /** The files that are asked for, in their order. */
  public List<Path> paths() {
    return outputs.stream().flatMap(spec -> spec.path().stream()).toList();
  }
}
