package io.sluice.analyzer.attribute;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A snapshot as {@code kubectl get … -o json} writes it, put together object by object and read by
 * the real reader.
 */
final class ClusterFixture {
  /** When the snapshot was taken. */
  static final String TAKEN = "2024-06-01T12:00:00Z";

  /** When pods started unless said otherwise. */
  static final String STARTED = "2024-06-01T06:00:00Z";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final ArrayNode items = JSON.createArrayNode();

  private ClusterFixture(String name) {
    this.name = name;
  }

  static ClusterFixture cluster(String name) {
    return new ClusterFixture(name);
  }

  static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  ClusterFixture node(String node, String address, String podRange) {
    ObjectNode object = object("v1", "Node", "", node);
    object.putObject("spec").putArray("podCIDRs").add(podRange);
    ObjectNode status = object.putObject("status");
    status.putArray("addresses").addObject().put("type", "InternalIP").put("address", address);
    return this;
  }

  /** A Deployment that selects {@code app=<name>}. */
  ClusterFixture deployment(String namespace, String deployment, String... more) {
    return controller("Deployment", namespace, deployment, more);
  }

  ClusterFixture controller(String kind, String namespace, String controller, String... more) {
    ObjectNode object = object("apps/v1", kind, namespace, controller);
    ObjectNode spec = object.putObject("spec").put("replicas", 1);
    ObjectNode selector = spec.putObject("selector").putObject("matchLabels");
    ObjectNode template = spec.putObject("template");
    ObjectNode labels = template.putObject("metadata").putObject("labels");
    labels(selector, controller, more);
    labels(labels, controller, more);
    ObjectNode container = template.putObject("spec").putArray("containers").addObject();
    container.put("name", "main").put("image", "example/main:1");
    return this;
  }

  private static void labels(ObjectNode to, String app, String... more) {
    to.put("app", app);
    for (String label : more) {
      to.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
    }
  }

  /** A pod of a Deployment: {@code <deployment>-7d4b9c8f6d-<ending>}. */
  ClusterFixture pod(
      String namespace, String deployment, String ending, String address, String node) {
    return pod(namespace, deployment, ending, address, node, pod -> {});
  }

  ClusterFixture pod(
      String namespace,
      String deployment,
      String ending,
      String address,
      String node,
      Consumer<ObjectNode> change) {
    String set = deployment + "-7d4b9c8f6d";
    return owned(
        "ReplicaSet",
        set,
        namespace,
        set + "-" + ending,
        address,
        node,
        pod -> {
          ObjectNode labels = (ObjectNode) pod.get("metadata").get("labels");
          labels.put("app", deployment).put("pod-template-hash", "7d4b9c8f6d");
          change.accept(pod);
        });
  }

  /** A pod of any owner. */
  ClusterFixture owned(
      String ownerKind,
      String owner,
      String namespace,
      String pod,
      String address,
      String node,
      Consumer<ObjectNode> change) {
    ObjectNode object = object("v1", "Pod", namespace, pod);
    ObjectNode metadata = (ObjectNode) object.get("metadata");
    metadata.putObject("labels");
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", ownerKind)
        .put("name", owner)
        .put("controller", true);
    ObjectNode spec = object.putObject("spec").put("nodeName", node);
    spec.putArray("containers").addObject().put("name", "main").putArray("ports");
    ObjectNode status = object.putObject("status").put("phase", "Running");
    status.put("startTime", STARTED).put("podIP", address);
    status.putArray("podIPs").addObject().put("ip", address);
    change.accept(object);
    return this;
  }

  static Consumer<ObjectNode> label(String key, String value) {
    return pod -> ((ObjectNode) pod.get("metadata").get("labels")).put(key, value);
  }

  static Consumer<ObjectNode> port(String name, String protocol, int number) {
    return pod ->
        ((ArrayNode) pod.get("spec").get("containers").get(0).get("ports"))
            .addObject()
            .put("name", name)
            .put("containerPort", number)
            .put("protocol", protocol);
  }

  static Consumer<ObjectNode> startedAt(String instant) {
    return pod -> {
      ((ObjectNode) pod.get("metadata")).put("creationTimestamp", instant);
      ((ObjectNode) pod.get("status")).put("startTime", instant);
    };
  }

  /** A pod that ended well, as a finished Job's. */
  static Consumer<ObjectNode> finishedAt(String instant) {
    return pod -> {
      ObjectNode status = (ObjectNode) pod.get("status");
      status.put("phase", "Succeeded");
      ObjectNode container = status.putArray("containerStatuses").addObject().put("name", "main");
      container.putObject("state").putObject("terminated").put("finishedAt", instant);
    };
  }

  static Consumer<ObjectNode> onNodeNetwork(String nodeAddress) {
    return pod -> {
      ((ObjectNode) pod.get("spec")).put("hostNetwork", true);
      ((ObjectNode) pod.get("status")).put("hostIP", nodeAddress);
    };
  }

  /** A Service that selects {@code app=<app>}; an empty app selects nothing. */
  ClusterFixture service(
      String namespace,
      String service,
      String app,
      String clusterIp,
      int port,
      String targetPort,
      int nodePort) {
    ObjectNode object = object("v1", "Service", namespace, service);
    ObjectNode spec = object.putObject("spec").put("clusterIP", clusterIp);
    spec.put("type", nodePort > 0 ? "NodePort" : "ClusterIP").putArray("clusterIPs").add(clusterIp);
    if (!app.isEmpty()) {
      spec.putObject("selector").put("app", app);
    }
    ObjectNode item = spec.putArray("ports").addObject().put("protocol", "TCP").put("port", port);
    if (targetPort.matches("[0-9]+")) {
      item.put("targetPort", Integer.parseInt(targetPort));
    } else {
      item.put("targetPort", targetPort);
    }
    if (nodePort > 0) {
      item.put("nodePort", nodePort);
    }
    return this;
  }

  /** An EndpointSlice that lists addresses without pods, as the API server's does. */
  ClusterFixture slice(String namespace, String service, int port, String... addresses) {
    ObjectNode object = object("discovery.k8s.io/v1", "EndpointSlice", namespace, service);
    ((ObjectNode) object.get("metadata"))
        .putObject("labels")
        .put("kubernetes.io/service-name", service);
    ArrayNode list = object.putArray("endpoints").addObject().putArray("addresses");
    for (String address : addresses) {
      list.add(address);
    }
    object.putArray("ports").addObject().put("port", port).put("protocol", "TCP");
    return this;
  }

  private ObjectNode object(String apiVersion, String kind, String namespace, String object) {
    ObjectNode node = items.addObject().put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = node.putObject("metadata").put("name", object);
    metadata.put("creationTimestamp", STARTED);
    metadata.put("uid", kind + "-" + namespace + "-" + object + "-" + items.size());
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return node;
  }

  /** Reads one or more clusters as the command line would. */
  static Inventory inventory(Path folder, ClusterFixture... clusters) {
    List<ClusterObject> objects = new ArrayList<>();
    for (int i = 0; i < clusters.length; i++) {
      Path file = folder.resolve("cluster-" + i + ".json");
      clusters[i].write(file);
      objects.addAll(
          ClusterReader.read(clusters[i].name, file, OptionalLong.of(millis(TAKEN))).objects());
    }
    return Inventory.of(objects);
  }

  private void write(Path file) {
    ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    list.set("items", items);
    try {
      Files.writeString(file, list.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
