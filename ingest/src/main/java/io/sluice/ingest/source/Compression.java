package io.sluice.ingest.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Undoes compression, which the first bytes show and the name does not. */
public final class Compression {
  private static final int MAGIC = 4;

  private Compression() {}

  /** The bytes of a stream as they were before compression, if any. */
  public static InputStream open(InputStream raw) throws IOException {
    return open(raw, note -> {});
  }

  /**
   * The same.
   *
   * @param notes told what is wrong with the compressed file where no data is lost by it
   */
  static InputStream open(InputStream raw, Consumer<String> notes) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(MAGIC);
    byte[] magic = in.readNBytes(MAGIC);
    in.reset();
    if (isGzip(magic)) {
      return new GzipStream(in, notes);
    }
    return isZstd(magic) ? new ZstdStream(in, notes) : in;
  }

  /**
   * The bytes of a stream as text: without compression, and in UTF-8.
   *
   * @param notes told what is wrong with the compressed file where no data is lost by it
   */
  public static InputStream text(InputStream raw, Consumer<String> notes) throws IOException {
    return new Utf16Stream(open(raw, notes));
  }

  /** Whether bytes have to be read from the first one on, because they are packed or UTF-16. */
  public static boolean isEncoded(byte[] head) {
    return isGzip(head) || isZstd(head) || Utf16Stream.isUtf16(head);
  }

  /** Whether a file is compressed, by its first bytes; a pipe is not looked into. */
  static boolean isCompressed(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(MAGIC);
      return isGzip(magic) || isZstd(magic);
    } catch (IOException e) {
      return false; // whoever reads it meets the same, and says so
    }
  }

  private static boolean isGzip(byte[] magic) {
    return magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
  }

  /** A frame, or a skippable frame as parallel compressors put in front. */
  private static boolean isZstd(byte[] magic) {
    if (magic.length < MAGIC || magic[3] != (magic[0] == 0x28 ? (byte) 0xFD : 0x18)) {
      return false;
    }
    boolean frame = magic[0] == 0x28 && magic[1] == (byte) 0xB5 && magic[2] == 0x2F;
    boolean skippable = (magic[0] & 0xF0) == 0x50 && magic[1] == 0x2A && magic[2] == 0x4D;
    return frame || skippable;
  }
}
