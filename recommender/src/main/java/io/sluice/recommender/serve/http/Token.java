package io.sluice.recommender.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The secret that a client shows. Only its digest is kept. */
public final class Token {
  /** Shorter ones are refused. */
  public static final int MIN_LENGTH = 16;

  private static final String SCHEME = "bearer ";

  private final byte[] digest;

  private Token(byte[] digest) {
    this.digest = digest;
  }

  /**
   * A token; line breaks around it, as files of secrets have them, do not count.
   *
   * @throws IllegalArgumentException where it is too short to be one, or has blanks
   */
  public static Token of(String text) {
    String token = text.strip();
    if (token.length() < MIN_LENGTH || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "a token has at least "
              + MIN_LENGTH
              + " characters of ASCII and no blanks; openssl rand -hex 32 makes one");
    }
    return new Token(sha256(token));
  }

  /** Whether a header {@code Authorization} shows it; takes as long whatever differs. */
  boolean isShownBy(Optional<String> authorization) {
    String value = authorization.orElse("");
    boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String shown = bearer ? value.substring(SCHEME.length()).strip() : "";
    return MessageDigest.isEqual(digest, sha256(shown)) && bearer;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
