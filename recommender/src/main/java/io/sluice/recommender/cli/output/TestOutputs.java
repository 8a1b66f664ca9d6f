package io.sluice.recommender.cli.output;

import io.sluice.recommender.audit.expect.Tally;
import io.sluice.recommender.audit.expect.TestResult;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.MarkdownWriter;
import io.sluice.recommender.write.TextStyle;
import io.sluice.recommender.write.TextWriter;
import io.sluice.recommender.write.file.OutputFiles;
import io.sluice.recommender.write.verdict.FailureTable;
import io.sluice.recommender.write.verdict.JsonLines;
import io.sluice.recommender.write.verdict.JunitStream;
import io.sluice.recommender.write.verdict.ResultWriter;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The forms of the answer of {@code test}, written while the expectations are read; files are in
 * place only once the run is through.
 */
public final class TestOutputs implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Session session;
  private final OutputFiles files;
  private final List<ResultWriter> writers = new ArrayList<>();
  private final List<OutputStream> streams = new ArrayList<>();

  public TestOutputs(OutputForms options, Session session, TextStyle style) {
    this.session = session;
    this.files = new OutputFiles(session.scratch());
    List<OutputSpec> outputs =
        options.outputs.isEmpty() ? List.of(OutputSpec.parse("table")) : options.outputs;
    for (OutputSpec output : outputs) {
      OutputStream stream = output.path().map(files::open).orElseGet(this::standardOutput);
      OutputStream buffered = new BufferedOutputStream(stream, BUFFER_BYTES);
      streams.add(buffered);
      writers.add(writer(output, buffered, output.path().isEmpty() ? style : TextStyle.PLAIN));
    }
  }

  private ResultWriter writer(OutputSpec output, OutputStream to, TextStyle style) {
    return switch (output.format()) {
      case JSON -> new JsonLines(to);
      case MD -> new FailureTable(to, MarkdownWriter::write);
      case JUNIT -> junit(to);
      default -> new FailureTable(to, document -> TextWriter.write(document, style));
    };
  }

  private ResultWriter junit(OutputStream to) {
    try {
      return new JunitStream(to, session.scratch().folder("sluice-junit-").resolve("cases"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closing it ends this answer and not the process's output. */
  private OutputStream standardOutput() {
    return new FilterOutputStream(session.out()) {
      @Override
      public void write(byte[] bytes, int from, int length) {
        session.out().write(bytes, from, length);
      }

      @Override
      public void close() {
        session.out().flush();
      }
    };
  }

  public void add(TestResult result) {
    for (ResultWriter writer : writers) {
      try {
        writer.add(result);
      } catch (IOException e) {
        throw new UncheckedIOException("the answer cannot be written: " + e.getMessage(), e);
      }
    }
  }

  /** Ends every form and puts the files in place. */
  public void finish(Tally tally) {
    try {
      for (ResultWriter writer : writers) {
        writer.finish(tally);
      }
      closeStreams();
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be written: " + e.getMessage(), e);
    }
    files.publish();
  }

  private void closeStreams() throws IOException {
    for (OutputStream stream : streams) {
      stream.close();
    }
    streams.clear();
  }

  /** Removes what is not finished. */
  @Override
  public void close() {
    try {
      closeStreams();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      files.discard();
    }
  }
}
