package io.sluice.analyzer.document;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file opened as text: gz or not, UTF-8, or UTF-16 with a byte order mark as Windows PowerShell
 * writes what {@code >} redirects.
 */
public final class ClusterFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MARKER_DASHES = 3;

  private ClusterFile() {}

  /** Opens a file as text, without a byte order mark. */
  public static Reader open(Path path) throws IOException {
    InputStream raw = opened(path);
    try {
      InputStream in = inflated(new BufferedInputStream(raw, BUFFER_BYTES));
      in.mark(4);
      byte[] head = in.readNBytes(3);
      in.reset();
      Charset charset = charsetOf(head);
      in.skipNBytes(markLength(head, charset));
      return new BufferedReader(
          new InputStreamReader(
              in,
              charset
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)),
          BUFFER_BYTES);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** A named pipe, which {@code <(…)} is too, has no positions that a channel could ask for. */
  private static InputStream opened(Path path) throws IOException {
    return Files.isRegularFile(path)
        ? Files.newInputStream(path)
        : new FileInputStream(path.toFile());
  }

  private static InputStream inflated(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    if (!gzip) {
      return in;
    }
    CountedStream compressed = new CountedStream(in);
    InputStream inflated = new GZIPInputStream(compressed, BUFFER_BYTES);
    return new BufferedInputStream(new InflationLimit(inflated, compressed), BUFFER_BYTES);
  }

  private static Charset charsetOf(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static int markLength(byte[] head, Charset charset) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return 2;
    }
    boolean mark =
        head.length == 3
            && head[0] == (byte) 0xEF
            && head[1] == (byte) 0xBB
            && head[2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /**
   * Whether the text is JSON: it opens a brace or bracket, and what comes first inside is no bare
   * word, as it can be in YAML. The reader stands at the start afterwards.
   */
  public static boolean isJson(Reader reader) throws IOException {
    reader.mark(BUFFER_BYTES);
    boolean opened = false;
    int c = reader.read();
    for (int i = 1; i < BUFFER_BYTES && isOpening(c); i++) {
      opened |= !Character.isWhitespace(c);
      c = reader.read();
    }
    reader.reset();
    return opened && !Character.isLetter(c);
  }

  /**
   * Whether a line of a file that is no JSON begins a YAML document, so that it may be YAML whose
   * documents are in braces. A file that can be read only once is taken at its first word.
   */
  public static boolean hasYamlDocuments(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (Reader reader = open(path)) {
      return hasYamlDocuments(reader);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasYamlDocuments(Reader reader) throws IOException {
    int dashes = 0;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (dashes == MARKER_DASHES && Character.isWhitespace(c)) {
        return true;
      }
      boolean marker = c == '-' && dashes >= 0;
      dashes = c == '\n' ? 0 : marker ? dashes + 1 : -1;
    }
    return dashes == MARKER_DASHES;
  }

  private static boolean isOpening(int c) {
    return c == '{' || c == '[' || (c >= 0 && Character.isWhitespace(c));
  }
}
