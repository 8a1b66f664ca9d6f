package io.sluice.ingest.decode;

/** Where in an input something stands. */
interface Position {
  /** Line number from 1. */
  long line();

  /** Offset from the start of the uncompressed input. */
  long byteOffset();

  /** A fixed position. */
  record At(long line, long byteOffset) implements Position {}
}
