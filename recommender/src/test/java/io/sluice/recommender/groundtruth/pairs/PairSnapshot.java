package io.sluice.recommender.groundtruth.pairs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A snapshot with the pods of an input: they, their owners, their namespaces and Services. */
final class PairSnapshot {
  private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
  private final Set<String> known = new TreeSet<>();
  private int addresses;

  /**
   * Adds pods, which have addresses of their own: the inputs give one address to several.
   *
   * @param ports what their containers declare, as {@code 53/UDP}
   */
  PairSnapshot pods(List<PairPod> pods, Set<String> ports) {
    for (PairPod pod : pods) {
      owners(pod);
      ObjectNode tree = object("v1", "Pod", pod.namespace(), pod.name());
      ObjectNode labels = tree.withObjectProperty("metadata").putObject("labels");
      pod.labels().forEach(labels::put);
      owner(tree, "ReplicaSet", pod.replicaSet());
      ObjectNode container = tree.putObject("spec").putArray("containers").addObject();
      container.put("name", "main").put("image", "registry.example.com/main:1.0.0");
      ArrayNode declared = container.putArray("ports");
      for (String port : ports) {
        String[] parts = port.split("/", -1);
        declared
            .addObject()
            .put("containerPort", Integer.parseInt(parts[0]))
            .put("protocol", parts[1]);
      }
      tree.putObject("status").put("phase", "Running").put("podIP", "10.9.0." + ++addresses);
    }
    return this;
  }

  /** Adds a Service in front of the pods with a label {@code app}. */
  PairSnapshot service(
      String namespace, String name, String address, String app, int port, int target) {
    ObjectNode spec = object("v1", "Service", namespace, name).putObject("spec");
    spec.put("clusterIP", address).putObject("selector").put("app", app);
    spec.putArray("ports").addObject().put("port", port).put("targetPort", target);
    return this;
  }

  private void owners(PairPod pod) {
    if (known.add(pod.namespace())) {
      object("v1", "Namespace", "", pod.namespace());
    }
    if (known.add(pod.namespace() + "/" + pod.replicaSet())) {
      owner(
          object("apps/v1", "ReplicaSet", pod.namespace(), pod.replicaSet()),
          "Deployment",
          pod.deployment());
    }
    if (known.add(pod.workload())) {
      ObjectNode match =
          object("apps/v1", "Deployment", pod.namespace(), pod.deployment())
              .putObject("spec")
              .putObject("selector")
              .putObject("matchLabels");
      pod.labels().forEach(match::put);
      match.remove("pod-template-hash");
    }
  }

  private ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode tree = items.addObject();
    tree.put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = tree.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return tree;
  }

  private static void owner(ObjectNode tree, String kind, String name) {
    tree.withObjectProperty("metadata")
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", kind)
        .put("name", name)
        .put("controller", true);
  }

  /** The file's text. */
  String text() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    list.putObject("metadata")
        .putObject("annotations")
        .put("sluice.io/taken-at", "2026-11-02T12:00:00Z");
    list.set("items", items);
    return list.toString();
  }

  /** {@code 8080/TCP} of all calls. */
  static Set<String> ports(Set<Call> calls) {
    return calls.stream()
        .map(call -> call.port() + "/" + call.protocol())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
