package io.sluice.ingest.decode;

/**
 * How far an input is read that shows no known record: {@link #ENOUGH_BYTES}, and the longest of
 * its pieces, which tells no more than one of a few bytes.
 */
final class Sniffing {
  private static final long ENOUGH_BYTES = 1 << 20;

  private long lastStart;
  private long longest;

  /** Whether there is no use in reading on after a piece that begins at an offset. */
  boolean enough(long pieceStart) {
    longest = Math.max(longest, pieceStart - lastStart);
    lastStart = pieceStart;
    return pieceStart - longest > ENOUGH_BYTES;
  }
}
