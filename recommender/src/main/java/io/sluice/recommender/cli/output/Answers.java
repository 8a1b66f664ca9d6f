package io.sluice.recommender.cli.output;

import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.TextStyle;
import io.sluice.recommender.write.TextWriter;
import io.sluice.recommender.write.file.OutputFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a report in every form that was asked for: files first, then standard output. */
public final class Answers {
  private final OutputForms options;
  private final Session session;
  private final TextStyle style;

  public Answers(OutputForms options, Session session, TextStyle style) {
    this.options = options;
    this.session = session;
    this.style = style;
  }

  /** Refuses a form that the command does not have, before anything is read. */
  public static void check(OutputForms options, String command, Set<OutputFormat> offered) {
    for (OutputSpec output : options.outputs) {
      if (!offered.contains(output.format())) {
        throw new UsageException(
            command
                + " has no form "
                + output.format().word()
                + "; it has "
                + offered.stream()
                    .sorted()
                    .map(OutputFormat::word)
                    .collect(Collectors.joining(", ")));
      }
    }
    for (OutputSpec output : options.outputs) {
      if (output.format().isBinary() && output.path().isEmpty()) {
        throw new UsageException(
            output.format() + " is no text: give it a file, -o " + output.format() + "=FILE");
      }
    }
    if (options.outputs.stream().filter(output -> output.path().isEmpty()).count() > 1) {
      throw new UsageException("only one -o can go to standard output; give the others a =PATH");
    }
  }

  public void write(Report report) {
    write(report, () -> {});
  }

  /**
   * Writes the answer, and something else with it.
   *
   * @param together done once all files of the answer are ready, before the first is in place
   */
  public void write(Report report, Runnable together) {
    OutputFiles files = new OutputFiles(session.scratch());
    try {
      for (OutputSpec output : outputs()) {
        output.path().ifPresent(path -> files.stage(path, content(report, output.format())));
      }
      together.run();
      files.publish();
    } finally {
      files.discard();
    }
    for (OutputSpec output : outputs()) {
      if (output.path().isEmpty()) {
        session.out().print(render(report, output.format(), style));
        session.out().flush();
      }
    }
  }

  private List<OutputSpec> outputs() {
    return options.outputs.isEmpty()
        ? List.of(OutputSpec.parse(options.byDefault().word()))
        : options.outputs;
  }

  private static byte[] content(Report report, OutputFormat format) {
    return format.isBinary()
        ? report.edgeTable()
        : render(report, format, TextStyle.PLAIN).getBytes(StandardCharsets.UTF_8);
  }

  private static String render(Report report, OutputFormat format, TextStyle style) {
    return switch (format) {
      case TABLE -> TextWriter.write(report.document(), style);
      case WIDE -> TextWriter.write(report.document(), style.widened());
      case JSON -> JsonText.write(report.json());
      case YAML -> report.yaml();
      case MD -> report.markdown();
      case CSV -> report.csv();
      case SARIF -> report.sarif();
      case JUNIT -> report.junit();
      case EDGES -> throw new IllegalStateException("an edge table is no text");
    };
  }
}
