package io.sluice.recommender.groundtruth.made;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.recommender.world.WorldOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects of the Kubernetes API as trees. */
public final class Trees {
  private static final Instant INSTALLED = WorldOptions.START.minus(1, ChronoUnit.DAYS);

  private Trees() {}

  /** The same object in a namespace, if it names none. */
  public static ClusterObject inNamespace(ClusterObject object, String namespace) {
    ObjectNode tree = object.tree().deepCopy();
    ObjectNode metadata = tree.withObjectProperty("metadata");
    if (!metadata.has("namespace") && !object.kind().equals("Namespace")) {
      metadata.put("namespace", namespace);
    }
    return new ClusterObject(
        object.cluster(),
        object.kind(),
        tree,
        object.origin(),
        object.lines(),
        object.event(),
        object.epochMillis());
  }

  static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = tree.putObject("metadata");
    metadata.put("name", name).put("creationTimestamp", INSTALLED.toString());
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return tree;
  }

  static void owned(ObjectNode tree, String apiVersion, String kind, String name) {
    tree.withObjectProperty("metadata")
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .put("name", name)
        .put("uid", kind + "-" + name)
        .put("controller", true);
  }

  static SortedMap<String, String> labels(JsonNode labels) {
    SortedMap<String, String> all = new TreeMap<>();
    labels.properties().forEach(label -> all.put(label.getKey(), label.getValue().asText()));
    return all;
  }
}
