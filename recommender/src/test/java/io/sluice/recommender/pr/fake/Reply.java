package io.sluice.recommender.pr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A fake host's answer.
 *
 * @param status of HTTP
 * @param json the body
 * @param headers beside the usual ones
 */
public record Reply(int status, JsonNode json, Map<String, String> headers) {
  static Reply of(int status, JsonNode json) {
    return new Reply(status, json, Map.of());
  }

  static Reply message(int status, String message) {
    return of(status, object().put("message", message));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array(List<? extends JsonNode> items) {
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }
}
