package io.sluice.recommender.pr.rest;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Proves to a host who asks. Its value leaves this class only as a header: it is in no message and
 * in no {@code toString}, and is blotted out of what hosts say.
 */
public final class Token {
  private static final String HIDDEN = "***";

  private final String value;
  private final String source;
  private final Scheme scheme;

  /**
   * Takes a token.
   *
   * @param value the secret; space around it is dropped, as files end in a line break
   * @param source where it is from, such as {@code SLUICE_GITHUB_TOKEN}: messages name it
   * @param scheme how it is sent
   */
  public Token(String value, String source, Scheme scheme) {
    this.value = value.strip();
    this.source = source;
    this.scheme = scheme;
    if (!this.value.matches("[\\x21-\\x7E]+")) {
      throw new IllegalArgumentException(
          source + " must be one token of printable ASCII without spaces, but is not");
    }
  }

  /** Where it is from. */
  public String source() {
    return source;
  }

  public Scheme scheme() {
    return scheme;
  }

  void authorize(HttpRequest.Builder request) {
    request.header(scheme.header, scheme.prefix + sent());
  }

  /** The text without the secret, in either form that it is sent in. */
  String hide(String text) {
    return text.replace(basic(), HIDDEN).replace(value, HIDDEN);
  }

  private String sent() {
    return scheme == Scheme.BASIC ? basic() : value;
  }

  private String basic() {
    return Base64.getEncoder().encodeToString((":" + value).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "token from " + source;
  }

  /** How a token is sent. */
  public enum Scheme {
    /** GitHub; OAuth of GitLab; Entra and pipelines of Azure DevOps. */
    BEARER("Authorization", "Bearer "),
    /** Personal access tokens of Azure DevOps: no user, the token as password. */
    BASIC("Authorization", "Basic "),
    /** Access tokens of GitLab. */
    PRIVATE_TOKEN("PRIVATE-TOKEN", ""),
    /** What a job of GitLab CI is given. */
    JOB_TOKEN("JOB-TOKEN", "");

    private final String header;
    private final String prefix;

    Scheme(String header, String prefix) {
      this.header = header;
      this.prefix = prefix;
    }
  }
}
