package io.sluice.recommender.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as far as routes need it.
 *
 * @param path the parts of its path that the route leaves open, in order
 * @param query its parameters
 * @param accept what the client takes, of what the route has
 * @param body its body, or ""
 */
record Ask(List<String> path, Map<String, String> query, String accept, String body) {
  private static final int MAX_LIMIT = 1000;
  private static final int DEFAULT_LIMIT = 100;

  /**
   * Reads a query strictly: each parameter is known, has a value, and comes once.
   *
   * @param raw what stands behind the question mark, or null
   */
  static Map<String, String> query(Optional<String> raw, Set<String> known) {
    Map<String, String> query = new TreeMap<>();
    for (String pair :
        raw.filter(text -> !text.isEmpty()).map(t -> t.split("&")).orElse(new String[0])) {
      int equals = pair.indexOf('=');
      String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!known.contains(key)) {
        throw Problem.badRequest(
            known.isEmpty()
                ? "no query parameters are known here"
                : "a query parameter is not known; known are "
                    + String.join(", ", new LinkedHashSet<>(sorted(known))));
      }
      if (query.put(key, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
        throw Problem.badRequest("the query parameter " + key + " comes twice");
      }
    }
    return query;
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  /** Percent-encoding over UTF-8, refused where it is broken. */
  private static String decoded(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw Problem.badRequest("the query has a broken percent-encoding");
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c < 0x80) {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      } else {
        throw Problem.badRequest("the query has characters that must be percent-encoded");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, length)))
          .toString();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("the query is not UTF-8");
    }
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** How many items a page has. */
  int limit() {
    String text = parameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
    int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.badRequest("limit must be a number from 1 to " + MAX_LIMIT);
    }
    return limit;
  }
}
