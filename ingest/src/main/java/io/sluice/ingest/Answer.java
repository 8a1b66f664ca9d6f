package io.sluice.ingest;

/** Whether a record proves that the server answered the client. */
public enum Answer {
  /** A reply, an established connection, or bytes from the server. */
  YES,
  /** The format would show an answer elsewhere; this record is none. */
  NO,
  /** The format cannot show answers. */
  UNKNOWN
}
