package io.sluice.recommender.serve.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.file.ContentDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes back.
 *
 * @param status HTTP's
 * @param type media type of the text
 * @param text the body
 * @param headers further headers
 */
record Reply(int status, String type, String text, Map<String, String> headers) {
  static final String JSON = "application/json";
  static final String YAML = "application/yaml";
  static final String TEXT = "text/plain; charset=utf-8";

  Reply(int status, String type, String text) {
    this(status, type, text, Map.of());
  }

  static Reply json(ObjectNode document) {
    return new Reply(200, JSON, JsonText.write(document));
  }

  static Reply of(String type, String text) {
    return new Reply(200, type, text);
  }

  Reply with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(more);
    return new Reply(status, type, text, all);
  }

  /**
   * A strong validator of the body: it is the same on every instance and after every restart while
   * the body is, which a count of versions would not be.
   */
  String etag() {
    return '"' + ContentDigest.of(type + "\n" + text).sha256().substring(0, 32) + '"';
  }
}
