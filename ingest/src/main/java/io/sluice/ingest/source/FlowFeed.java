package io.sluice.ingest.source;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import java.util.List;
import java.util.Optional;

/** An input that is no file of bytes, but hands on flows itself, of one log or of many. */
public interface FlowFeed {
  /** What makes it one and the same, whatever the user called it. */
  String identity();

  /**
   * Hands on all its flows; the same ones whenever it is asked again.
   *
   * @param override the format of its logs, where the user gave it
   * @return a summary for each log, sorted by name
   * @throws io.sluice.ingest.UnusableInputException where what it holds cannot be used
   * @throws java.io.UncheckedIOException where the other machine fails or refuses
   */
  default List<FileSummary> feed(Worker worker, Optional<LogFormat> override) {
    return feed(worker, override, TableReader.NONE);
  }

  /**
   * The same where it may also hold the records of a table of edges.
   *
   * @param tables gets the table, if it holds one
   */
  List<FileSummary> feed(Worker worker, Optional<LogFormat> override, TableReader tables);
}
