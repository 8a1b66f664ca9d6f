package io.sluice.ingest;

/** Which end of a record opened the connection. */
public enum Orientation {
  /** The source is the client. */
  CLIENT_TO_SERVER,
  /** The record is a reply: the source is the server. */
  REPLY,
  /** The record does not say. */
  UNKNOWN
}
