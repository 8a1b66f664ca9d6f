package io.sluice.recommender.serve.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.write.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page of what is sorted by keys that stay the same. A cursor says behind which key the next page
 * begins, so pages neither repeat nor leave out what was there all the while, also where the answer
 * changed between them.
 */
final class Page {
  private static final int MAX_CURSOR = 1024;

  private Page() {}

  static <T> ObjectNode of(
      String kind,
      SortedMap<String, T> all,
      Predicate<T> shown,
      Function<T, ObjectNode> json,
      Ask ask) {
    int limit = ask.limit();
    SortedMap<String, T> rest =
        ask.parameter("cursor").map(cursor -> all.tailMap(key(cursor) + '\0')).orElse(all);
    ObjectNode page = JsonText.document(kind);
    ArrayNode items = page.putArray("items");
    String last = "";
    Iterator<Map.Entry<String, T>> entries = rest.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, T> entry = entries.next();
      if (shown.test(entry.getValue())) {
        if (items.size() == limit) {
          return page.put("next", cursor(last));
        }
        items.add(json.apply(entry.getValue()));
        last = entry.getKey();
      }
    }
    return page;
  }

  private static String cursor(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String cursor) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (cursor.length() <= MAX_CURSOR && cursor(key).equals(cursor)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw noCursor();
    }
    throw noCursor();
  }

  private static Problem noCursor() {
    return Problem.badRequest("cursor must be what an earlier page has as next");
  }
}
