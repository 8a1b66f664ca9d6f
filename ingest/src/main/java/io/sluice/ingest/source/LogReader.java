package io.sluice.ingest.source;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads logs of any supported format from where the user points, and accounts for every record. */
public final class LogReader {
  /**
   * What was read.
   *
   * @param files one summary per file, in reading order (sorted by path within a folder)
   * @param unknown files met while walking a folder whose content is no known or no supported
   *     format: path and what it is
   */
  public record Result(List<FileSummary> files, List<UnreadFile> unknown) {}

  /**
   * A file that was passed over.
   *
   * @param file its path
   * @param format what it is
   */
  public record UnreadFile(String file, LogFormat format) {}

  /** Told how reading gets on. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody is told. */
    Progress NONE = (bytesRead, bytesTotal, records) -> {};

    /**
     * Called now and then.
     *
     * @param bytesRead compressed bytes read so far
     * @param bytesTotal of so many, or -1 where unknown (standard input)
     * @param records records so far
     */
    void at(long bytesRead, long bytesTotal, long records);
  }

  /**
   * A reader.
   *
   * @param override the format of every file, where {@code --format} was given
   * @param stdin what {@code -} reads
   */
  public LogReader(
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      Optional<LogFormat> override,
      InputStream stdin,
      Progress progress) {}

  /**
   * Reads all locations into a sink: files, folders (walked, sorted), globs, {@code -}.
   *
   * @throws io.sluice.ingest.UnusableInputException where a file named on its own is of no known or
   *     no supported format, a location does not exist or a glob matches nothing, or no record
   *     could be read at all
   */
  public Result read(List<String> locations, FlowSink sink) {
    throw new IllegalStateException("stub");
  }
}
