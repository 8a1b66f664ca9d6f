package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields of an object to keep, by path; lists are passed through to their elements. Paths are words
 * with blanks between, because keys of annotations hold dots and slashes.
 */
final class FieldMask {
  private final Map<String, FieldMask> children = new TreeMap<>();

  /** Keeps everything at and below a path. */
  FieldMask keep(String path) {
    FieldMask at = this;
    for (String step : path.split(" ", -1)) {
      at = at.children.computeIfAbsent(step, s -> new FieldMask());
    }
    return this;
  }

  /** Keeps what matters of a pod's spec. */
  FieldMask keepPodSpec(String path) {
    return keep(path + " hostNetwork")
        .keep(path + " nodeName")
        .keep(path + " serviceAccountName")
        .keep(path + " serviceAccount")
        .keep(path + " dnsPolicy")
        .keep(path + " dnsConfig nameservers")
        .keep(path + " containers name")
        .keep(path + " containers image")
        .keep(path + " containers ports")
        .keep(path + " initContainers name")
        .keep(path + " initContainers ports")
        .keep(path + " initContainers restartPolicy");
  }

  FieldMask copy() {
    FieldMask copy = new FieldMask();
    children.forEach((step, child) -> copy.children.put(step, child.copy()));
    return copy;
  }

  /** A new object with the kept fields, in the order of {@code tree}. */
  ObjectNode apply(ObjectNode tree) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      FieldMask child = children.get(field.getKey());
      if (child != null) {
        kept.set(field.getKey(), child.masked(field.getValue()));
      }
    }
    return kept;
  }

  private JsonNode masked(JsonNode value) {
    if (children.isEmpty()) {
      return value;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> kept.add(masked(element)));
      return kept;
    }
    return value instanceof ObjectNode object ? apply(object) : value;
  }
}
