package io.sluice.recommender.pr.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.recommender.write.Escape;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host answered.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param json the body; a missing node where there is none, or none that is JSON
 */
public record RestAnswer(int status, HttpHeaders headers, JsonNode json) {
  private static final int QUOTED_CHARS = 300;

  /** 203 is none: a proxy or a sign-in page spoke in the host's place. */
  boolean succeeded() {
    return status >= 200 && status < 300 && status != 203;
  }

  /** A member that is text; "" where it is missing or null. */
  public static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isTextual() ? value.asText() : "";
  }

  /** A header, "" where it is not there. */
  public String header(String name) {
    return headers.firstValue(name).orElse("").strip();
  }

  /** A header that is a number of nine digits or fewer, or a time in seconds. */
  OptionalLong number(String name) {
    String value = header(name);
    return value.matches("[0-9]{1,12}")
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  /** The host's own words, on one line and harmless; "" where it says nothing. */
  public String words() {
    String text = said(json, "message").or(() -> said(json, "error_description")).orElse("");
    StringBuilder all = new StringBuilder(text.isEmpty() ? said(json, "error").orElse("") : text);
    for (JsonNode error : json.path("errors")) {
      String more = error.isTextual() ? error.asText() : said(error, "message").orElse("");
      if (!more.isEmpty() && all.indexOf(more) < 0) {
        all.append(all.isEmpty() ? "" : ": ").append(more);
      }
    }
    String line = Escape.terminal(all.toString().replaceAll("\\s+", " ").strip());
    return line.length() <= QUOTED_CHARS ? line : line.substring(0, QUOTED_CHARS) + " …";
  }

  /** A member that is text, or else whatever JSON it is (GitLab lists what is wrong by field). */
  private static Optional<String> said(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(value.isTextual() ? value.asText() : value.toString());
  }

  static JsonNode nothing() {
    return MissingNode.getInstance();
  }
}
