package io.sluice.ingest;

/** Which end of a connection reported it; the same connection is often reported by both. */
public enum Reporter {
  CLIENT,
  SERVER,
  UNKNOWN
}
