package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** An input on another machine, of known length, that can be read from any place on. */
public interface RemoteFile {
  /** Behind the last byte, as {@code to} of {@link #open}. */
  long END = Part.END;

  /** What makes it one and the same, whatever the user called it. */
  String identity();

  /** How many bytes it has. */
  long length();

  /**
   * Its bytes between two places. A stream that ends early because of what became of this one input
   * throws a {@link io.sluice.ingest.decode.CutShortException}; one that ends because the other
   * machine fails throws a {@link java.io.UncheckedIOException} that says so.
   *
   * @param from offset of the first byte
   * @param to offset behind the last byte, or {@link #END}
   * @param notes told what a reader of the result must know of it
   */
  InputStream open(long from, long to, Consumer<String> notes) throws IOException;
}
