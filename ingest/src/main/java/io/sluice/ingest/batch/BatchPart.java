package io.sluice.ingest.batch;

/**
 * Which part of which log a batch is.
 *
 * @param source the log as reports call it: a file, a blob, or a partition of a topic
 * @param number the part's place in the log: 0, 1, 2 … in a file, the first offset of a run
 * @param extent whether it is all that follows
 */
public record BatchPart(String source, long number, Extent extent) {
  /** How a part stands to its log. */
  public enum Extent {
    /** More parts of the file follow. */
    MORE,
    /** The last part of a file. */
    LAST,
    /** Some records of a topic's partition, which has no end. */
    RUN
  }

  public BatchPart {
    if (number < 0) {
      throw new IllegalArgumentException("a part's number begins at 0, but is " + number);
    }
  }
}
