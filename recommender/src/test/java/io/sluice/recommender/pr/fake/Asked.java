package io.sluice.recommender.pr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as a fake host sees it.
 *
 * @param method of HTTP
 * @param path still encoded, without the query
 * @param query decoded
 * @param body a missing node for none
 */
public record Asked(String method, String path, Map<String, String> query, JsonNode body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Asked of(Request request) {
    URI uri = URI.create(request.getUrl());
    Map<String, String> query = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String part : uri.getRawQuery().split("&", -1)) {
        int equal = part.indexOf('=');
        query.put(decoded(part.substring(0, equal)), decoded(part.substring(equal + 1)));
      }
    }
    try {
      return new Asked(
          request.getMethod().getName(), uri.getRawPath(), query, JSON.readTree(request.getBody()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean is(String method, String pathPattern) {
    return this.method.equals(method) && path.matches(pathPattern);
  }

  /** The last number in the path, counted from its end: 1 is the last. */
  long number(int fromEnd) {
    String[] parts = path.split("/", -1);
    int seen = 0;
    for (int i = parts.length - 1; i >= 0; i--) {
      if (parts[i].matches("[0-9]+") && ++seen == fromEnd) {
        return Long.parseLong(parts[i]);
      }
    }
    throw new AssertionError("no number in " + path);
  }

  String lastSegment() {
    return decoded(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
