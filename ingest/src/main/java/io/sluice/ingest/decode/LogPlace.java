package io.sluice.ingest.decode;

/**
 * A place between two records of a log, from which reading can go on.
 *
 * @param offset bytes before it
 * @param lines lines that end before it
 * @param wrappers which wrappers around records are open there
 * @param recognised whether what stands before it showed that the log is one that is read
 */
public record LogPlace(long offset, long lines, int wrappers, boolean recognised) {
  /** The start of a log. */
  public static final LogPlace START = new LogPlace(0, 0, 0, false);
}
