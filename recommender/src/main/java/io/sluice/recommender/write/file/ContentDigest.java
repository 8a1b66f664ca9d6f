package io.sluice.recommender.write.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a content is known by.
 *
 * @param sha256 64 hexadecimal digits
 * @param bytes its size
 */
public record ContentDigest(String sha256, long bytes) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is no digest. */
  public ContentDigest {
    if (!HEX.matcher(sha256).matches() || bytes < 0) {
      throw new IllegalArgumentException("no SHA-256 digest of a content: " + sha256);
    }
  }

  public static ContentDigest of(byte[] content) {
    return new ContentDigest(HexFormat.of().formatHex(algorithm().digest(content)), content.length);
  }

  /** The digest of a text in UTF-8. */
  public static ContentDigest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of a file as it is now. */
  public static ContentDigest of(Path file) throws IOException {
    try (DigestingStream in = new DigestingStream(Files.newInputStream(file))) {
      return in.digest();
    }
  }

  /** Whether a text is 64 hexadecimal digits. */
  public static boolean isSha256(String text) {
    return HEX.matcher(text).matches();
  }

  /** As trailers and markers have it: {@code sha256:9f86…}. */
  public String named() {
    return "sha256:" + sha256;
  }

  static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A stream that everything read from it is digested of. */
  public static DigestingStream digesting(InputStream in) {
    return new DigestingStream(in);
  }
}
