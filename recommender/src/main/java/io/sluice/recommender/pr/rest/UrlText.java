package io.sluice.recommender.pr.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names made safe for a URL: whatever they hold, they stay one segment or one value. */
public final class UrlText {
  private UrlText() {}

  /** One segment of a path: {@code a/b} becomes {@code a%2Fb}, and {@code ..} cannot climb. */
  public static String segment(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
  }

  /** A query of names and values in turn, with its question mark. */
  public static String query(String... namesAndValues) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parts.add(namesAndValues[i] + "=" + segment(namesAndValues[i + 1]));
    }
    return "?" + String.join("&", parts);
  }
}
