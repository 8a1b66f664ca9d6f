package io.sluice.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns UTF-16 with a byte order mark, as Windows PowerShell writes what {@code >} redirects, into
 * UTF-8 without one. Bytes that begin with no such mark pass as they are.
 */
final class Utf16Stream extends ArrayStream {
  private static final int CHUNK = 1 << 14;

  private final InputStream in;
  private final byte[] raw = new byte[CHUNK];
  private int rawLength;
  private boolean begun;
  private boolean ended;
  private @Nullable Charset charset;

  /** What is ready to be read. */
  private byte[] text = {};

  private int pos;

  Utf16Stream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!begun) {
      begin();
    }
    while (charset != null && pos == text.length && !ended) {
      decode();
    }
    if (pos == text.length) {
      return charset == null ? in.read(target, offset, length) : -1;
    }
    int count = Math.min(length, text.length - pos);
    System.arraycopy(text, pos, target, offset, count);
    pos += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void begin() throws IOException {
    byte[] mark = in.readNBytes(2);
    begun = true;
    charset = charset(mark);
    if (charset == null) {
      text = mark;
    }
  }

  /** Whether bytes begin with such a mark. */
  static boolean isUtf16(byte[] head) {
    return charset(head) != null;
  }

  private static @Nullable Charset charset(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF
        ? StandardCharsets.UTF_16BE
        : null;
  }

  /** Decodes what is there, up to the last whole character. */
  private void decode() throws IOException {
    int count = in.read(raw, rawLength, CHUNK - rawLength);
    ended = count < 0;
    rawLength += Math.max(0, count);
    int whole = ended ? rawLength : wholeCharacters();
    text = new String(raw, 0, whole, charset).getBytes(StandardCharsets.UTF_8);
    pos = 0;
    byte[] rest = Arrays.copyOfRange(raw, whole, rawLength);
    System.arraycopy(rest, 0, raw, 0, rest.length);
    rawLength = rest.length;
  }

  private int wholeCharacters() {
    int even = rawLength & ~1;
    if (even == 0) {
      return 0;
    }
    byte high = raw[StandardCharsets.UTF_16BE.equals(charset) ? even - 2 : even - 1];
    boolean halfAPair = (high & 0xFC) == 0xD8;
    return halfAPair ? even - 2 : even;
  }
}
