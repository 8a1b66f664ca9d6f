package io.sluice.recommender.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The cluster's objects at the end of the window, as {@code kubectl get … -A -o json} prints them.
 *
 * <p>Nothing in it says when it was taken but the objects' own times: the nodes' last heartbeats.
 */
final class Snapshot {
  /** The port on which every node tells Azure's load balancer of the public Service's pods. */
  static final int HEALTH_CHECK_NODE_PORT = 31_877;

  static final Instant INSTALLED = Instant.parse("2026-10-19T07:31:06Z");

  private static final DefaultIndenter FOUR_SPACES = new DefaultIndenter("    ", "\n");

  private Snapshot() {}

  /** The document. */
  static String json(Cluster cluster) {
    List<SortedMap<String, Object>> items = new ArrayList<>();
    items.addAll(SnapshotNodes.namespaces(cluster));
    items.addAll(SnapshotNodes.nodes(cluster));
    items.addAll(SnapshotPods.pods(cluster));
    items.addAll(SnapshotWorkloads.controllers(cluster));
    items.addAll(SnapshotServices.services(cluster));
    items.addAll(SnapshotServices.endpointSlices(cluster));
    items.addAll(cluster.policies());
    SortedMap<String, Object> list =
        Fields.of(
            "apiVersion",
            "v1",
            "items",
            items,
            "kind",
            "List",
            "metadata",
            Fields.of("resourceVersion", ""));
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("")
                    .withObjectEmptySeparator(""))
            .withArrayIndenter(FOUR_SPACES)
            .withObjectIndenter(FOUR_SPACES);
    try {
      return new JsonMapper().writer(printer).writeValueAsString(list) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An object of the API with its metadata. */
  static SortedMap<String, Object> object(
      String apiVersion, String kind, SortedMap<String, Object> metadata, Object... rest) {
    return Fields.join(
        Fields.of("apiVersion", apiVersion, "kind", kind, "metadata", metadata), Fields.of(rest));
  }

  /** Metadata of an object; the namespace is left out where it is empty. */
  static SortedMap<String, Object> metadata(
      String kind, String namespace, String name, Map<String, String> labels, Instant created) {
    SortedMap<String, Object> metadata =
        Fields.of(
            "creationTimestamp",
            created.toString(),
            "name",
            name,
            "resourceVersion",
            Integer.toString(
                100_000 + Math.floorMod((kind + namespace + name).hashCode(), 800_000)),
            "uid",
            uid(kind, name));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    return metadata;
  }

  /** A reference to the controller of an object. */
  static List<Object> ownedBy(String apiVersion, String kind, String name) {
    return List.of(
        Fields.of(
            "apiVersion",
            apiVersion,
            "blockOwnerDeletion",
            true,
            "controller",
            true,
            "kind",
            kind,
            "name",
            name,
            "uid",
            uid(kind, name)));
  }

  /** Names are unique per kind in this cluster, so they make good ids. */
  static String uid(String kind, String name) {
    return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The hash that a StatefulSet or DaemonSet puts on its pods. */
  static String revision(ExampleWorkload workload) {
    String digits = Integer.toHexString(workload.title().hashCode() & 0xFFFFFFF);
    return (workload.kind().equals("StatefulSet") ? workload.name() + "-" : "")
        + digits.toLowerCase(Locale.ROOT);
  }

  static String serviceAccount(ExampleWorkload workload) {
    return workload.namespace().equals("kube-system") || workload.namespace().equals("monitoring")
        ? workload.name()
        : "default";
  }
}
