package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.Timestamps;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who an object is.
 *
 * @param cluster cluster name
 * @param kind kind
 * @param namespace namespace, "default" where the object leaves it out, "" for kinds without
 * @param name name, or what a generated name begins with; "" where it has neither
 * @param uid uid, or ""
 * @param resourceVersion the API server's version of it, or ""
 * @param creationMillis when it was created, or {@link Long#MIN_VALUE}
 */
public record ObjectMeta(
    String cluster,
    String kind,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    long creationMillis) {

  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "Node",
          "Namespace",
          "ValidatingWebhookConfiguration",
          "MutatingWebhookConfiguration",
          "APIService",
          "CustomResourceDefinition");

  static ObjectMeta of(ClusterObject object) {
    JsonNode metadata = object.tree().path("metadata");
    boolean wide = CLUSTER_WIDE.contains(object.kind());
    String namespace = metadata.path("namespace").asText("");
    String generated = metadata.path("generateName").asText("");
    return new ObjectMeta(
        object.cluster(),
        object.kind(),
        wide ? "" : namespace.isEmpty() ? "default" : namespace,
        metadata.path("name").asText(withoutDash(generated)),
        metadata.path("uid").asText(""),
        metadata.path("resourceVersion").asText(""),
        Timestamps.millis(metadata.path("creationTimestamp"), Long.MIN_VALUE));
  }

  private static String withoutDash(String generated) {
    return generated.endsWith("-") ? generated.substring(0, generated.length() - 1) : generated;
  }

  /**
   * What stays the same over the versions of one object. Pods of one name are many objects; a uid
   * alone is not enough, because lists edited by hand repeat them.
   */
  String identity() {
    String name = cluster + "\u0000" + kind + "\u0000" + namespace + "\u0000" + this.name;
    if (!kind.equals("Pod")) {
      return name;
    }
    return name + "\u0000" + (uid.isEmpty() ? creationMillis : uid);
  }

  /** {@code kind namespace/name} for people. */
  String title() {
    String path = namespace.isEmpty() ? name : namespace + "/" + name;
    return kind + " " + (cluster.isEmpty() ? path : path + " of cluster " + cluster);
  }

  /** Labels, or any other map of texts; numbers and booleans in their place read as text. */
  public static SortedMap<String, String> texts(JsonNode map) {
    TreeMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      texts.put(entry.getKey(), entry.getValue().asText(""));
    }
    return Collections.unmodifiableSortedMap(texts);
  }
}
