package io.sluice.ingest.decode;

import io.sluice.ingest.LogFormat;

/**
 * How far a part of a log was read.
 *
 * @param end behind the last record that is whole
 * @param read how far the bytes were looked at
 * @param tail what stands behind that place
 * @param format what the log showed where it is none that is read, else UNKNOWN
 */
public record Growth(LogPlace end, LogPlace read, Tail tail, LogFormat format) {
  /** What stands behind the last whole record. */
  public enum Tail {
    /** Nothing that could be a record. */
    NOTHING,
    /** More of the log, which was not looked at. */
    MORE,
    /** Something that is no record, or not yet: it was counted as damaged. */
    DAMAGED,
    /** Nobody knows: the bytes ended before their time. */
    CUT_SHORT,
    /** A log of no format that is read; nothing of it was handed on. */
    UNREAD
  }
}
