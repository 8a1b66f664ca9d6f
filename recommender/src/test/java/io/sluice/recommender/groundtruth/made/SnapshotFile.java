package io.sluice.recommender.groundtruth.made;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldPod;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code kubectl get} shows of manifests that were applied: the objects themselves, Services
 * with addresses, and what controllers made of the rest.
 */
public final class SnapshotFile {
  private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
  private final Instant takenAt;
  private int services;

  public SnapshotFile(Instant takenAt) {
    this.takenAt = takenAt;
  }

  /** Adds the nodes. */
  public SnapshotFile nodes(List<WorldNode> nodes) {
    for (WorldNode node : nodes) {
      ObjectNode tree = Trees.object("v1", "Node", "", node.name());
      tree.putObject("spec").put("podCIDR", node.podRange());
      tree.putObject("status")
          .putArray("addresses")
          .addObject()
          .put("type", "InternalIP")
          .put("address", node.ip());
      items.add(tree);
    }
    return this;
  }

  /** Adds objects as they were applied, and the namespaces that they are in. */
  public SnapshotFile applied(List<ClusterObject> objects) {
    Set<String> there = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (ClusterObject object : objects) {
      ObjectNode tree = object.tree().deepCopy();
      String namespace = tree.at("/metadata/namespace").asText();
      if (object.kind().equals("Namespace")) {
        there.add(tree.at("/metadata/name").asText());
      } else {
        needed.add(namespace);
      }
      switch (object.kind()) {
        case "Pod" -> {}
        case "Service" -> items.add(served(tree));
        default -> items.add(tree);
      }
    }
    needed.removeAll(there);
    needed.forEach(name -> items.add(Trees.object("v1", "Namespace", "", name)));
    return this;
  }

  private ObjectNode served(ObjectNode service) {
    ObjectNode spec = service.withObjectProperty("spec");
    if (!spec.path("clusterIP").asText().equals("None")) {
      spec.put("clusterIP", "10.0.1." + ++services);
    }
    if (spec.path("type").asText().equals("LoadBalancer")) {
      service
          .putObject("status")
          .putObject("loadBalancer")
          .putArray("ingress")
          .addObject()
          .put("ip", "198.51.100." + services);
    }
    return service;
  }

  /** Adds the pods of a template, and what stands between them. */
  public SnapshotFile pods(Template template, List<WorldPod> pods) {
    Set<String> owners = new TreeSet<>();
    for (WorldPod pod : pods) {
      if (owners.add(pod.owner())) {
        between(template, pod);
      }
      items.add(pod(template, pod));
    }
    return this;
  }

  private void between(Template template, WorldPod pod) {
    String namespace = pod.workload().namespace();
    switch (pod.workload().kind()) {
      case "Deployment" -> {
        ObjectNode set = Trees.object("apps/v1", "ReplicaSet", namespace, pod.owner());
        Trees.owned(set, "apps/v1", "Deployment", pod.workload().name());
        ObjectNode spec = set.putObject("spec");
        ObjectNode match = spec.putObject("selector").putObject("matchLabels");
        pod.workload().matchLabels().forEach(match::put);
        match.put("pod-template-hash", pod.labels().get("pod-template-hash"));
        spec.set("template", template.pod());
        items.add(set);
      }
      case "CronJob" -> {
        ObjectNode job = Trees.object("batch/v1", "Job", namespace, pod.owner());
        Trees.owned(job, "batch/v1", "CronJob", pod.workload().name());
        job.putObject("spec").set("template", template.pod());
        items.add(job);
      }
      default -> {}
    }
  }

  private ObjectNode pod(Template template, WorldPod pod) {
    ObjectNode tree = Trees.object("v1", "Pod", pod.workload().namespace(), pod.name());
    ObjectNode metadata = tree.withObjectProperty("metadata");
    metadata.put("creationTimestamp", pod.start().toString());
    ObjectNode labels = metadata.putObject("labels");
    pod.labels().forEach(labels::put);
    switch (pod.workload().kind()) {
      case "Pod" -> {}
      case "Deployment" -> Trees.owned(tree, "apps/v1", "ReplicaSet", pod.owner());
      case "CronJob" -> Trees.owned(tree, "batch/v1", "Job", pod.owner());
      default -> Trees.owned(tree, "apps/v1", pod.workload().kind(), pod.owner());
    }
    ObjectNode spec = template.pod().path("spec").deepCopy();
    spec.put("nodeName", pod.node().name());
    tree.set("spec", spec);
    status(tree.putObject("status"), pod);
    return tree;
  }

  private void status(ObjectNode status, WorldPod pod) {
    boolean over = !pod.end().isAfter(takenAt);
    status.put("phase", over ? "Succeeded" : "Running");
    status.put("podIP", pod.ip()).put("hostIP", pod.node().ip());
    status.putArray("podIPs").addObject().put("ip", pod.ip());
    status.put("startTime", pod.start().toString());
    ObjectNode container = status.putArray("containerStatuses").addObject();
    ObjectNode state = container.put("name", "main").putObject("state");
    if (over) {
      state.putObject("terminated").put("exitCode", 0).put("finishedAt", pod.end().toString());
    } else {
      state.putObject("running").put("startedAt", pod.start().toString());
    }
  }

  /** The file's text. */
  public String text() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    list.putObject("metadata").putObject("annotations").put("sluice.io/taken-at", "" + takenAt);
    list.set("items", items);
    return ((JsonNode) list).toString();
  }
}
