package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;

/** A log as it was when its source was looked into. */
public interface FollowedLog {
  /** What makes it one and the same, whatever the user called its source. */
  String identity();

  /** What reports call it. */
  String shown();

  /** Changes with every change of the log. */
  String version();

  /** How many bytes it has. */
  long length();

  /**
   * Bytes of this very version. A stream that ends early because of what became of this one log
   * throws a {@link io.sluice.ingest.decode.CutShortException}.
   *
   * @param from offset of the first byte
   * @param to offset behind the last byte
   * @throws java.io.UncheckedIOException where the other machine fails or refuses
   */
  InputStream open(long from, long to) throws IOException;
}
