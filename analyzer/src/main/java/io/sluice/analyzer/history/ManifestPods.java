package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Controller;
import io.sluice.analyzer.cluster.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Workloads by their own objects, and pods for those that have none running: as many as the object
 * wants, with the labels and ports of its template, without addresses.
 */
final class ManifestPods {
  /** Most pods that one manifest gets: they are all alike, and policies are judged by kind. */
  static final int MAX_REPLICAS = 1_000;

  /** Kinds that run pods, in the order in which they claim them. */
  static final List<String> KINDS =
      List.of(
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "Rollout",
          "ReplicationController",
          "CronJob",
          "ReplicaSet",
          "Job");

  private final SortedMap<Workload, Controller> controllers = new TreeMap<>();
  private final List<PodDraft> pods = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ManifestPods() {}

  /**
   * Workloads of the history's controllers.
   *
   * @param live pods of the cluster
   */
  static ManifestPods of(ObjectHistory history, List<PodDraft> live) {
    Set<Workload> running = new HashSet<>();
    Set<Workload> known = new HashSet<>();
    for (PodDraft pod : live) {
      known.add(pod.workload);
      if (!pod.finished && pod.endMillis == Long.MAX_VALUE) {
        running.add(pod.workload);
      }
    }
    ManifestPods manifests = new ManifestPods();
    for (String kind : KINDS) {
      for (ObjectLife life : history.of(kind)) {
        if (!isIntermediate(kind, life.tree())) {
          manifests.add(life, kind.equals("Job") ? known : running);
        }
      }
    }
    return manifests;
  }

  /** A Deployment that an operator made is a workload; a Deployment's ReplicaSet is none. */
  static boolean isIntermediate(String kind, JsonNode tree) {
    return (kind.equals("ReplicaSet") || kind.equals("Job")) && OwnerResolution.isOwned(tree);
  }

  private void add(ObjectLife life, Set<Workload> withPods) {
    ObjectMeta meta = life.meta();
    Workload workload = new Workload(meta.cluster(), meta.namespace(), meta.kind(), meta.name());
    JsonNode template = template(life.tree());
    Controller controller = controller(workload, life.tree(), template);
    controllers.put(workload, controller);
    boolean over = life.gone() || life.tree().path("status").has("completionTime");
    if (!over && !withPods.contains(workload)) {
      addPods(life, controller, PodTemplate.of(template));
    }
  }

  private void addPods(ObjectLife life, Controller controller, PodTemplate template) {
    Workload workload = controller.workload();
    for (int i = 0; i < Math.min(controller.replicas(), MAX_REPLICAS); i++) {
      pods.add(PodDraft.ofTemplate(workload, workload.name() + "-" + i, template));
    }
    if (controller.replicas() > MAX_REPLICAS) {
      warnings.add(
          life.meta().title()
              + " wants "
              + controller.replicas()
              + " pods; "
              + MAX_REPLICAS
              + " stand for them");
    }
  }

  /** The pod template of a controller. */
  static JsonNode template(JsonNode tree) {
    JsonNode spec = tree.path("spec");
    return spec.has("jobTemplate")
        ? spec.path("jobTemplate").path("spec").path("template")
        : spec.path("template");
  }

  private static Controller controller(Workload workload, JsonNode tree, JsonNode template) {
    JsonNode spec = tree.path("spec");
    boolean plain = workload.kind().equals("ReplicationController");
    boolean jobs = workload.kind().equals("Job") || workload.kind().equals("CronJob");
    JsonNode selector = plain ? spec.path("selector") : spec.path("selector").path("matchLabels");
    boolean scales = !jobs && !workload.kind().equals("DaemonSet");
    return new Controller(
        workload,
        jobs ? ObjectMeta.texts(tree.path("none")) : ObjectMeta.texts(selector),
        spec.path("selector").path("matchExpressions").isEmpty(),
        ObjectMeta.texts(template.path("metadata").path("labels")),
        scales ? Math.max(0, spec.path("replicas").asInt(1)) : 1);
  }

  Map<Workload, Controller> controllers() {
    return controllers;
  }

  List<PodDraft> pods() {
    return pods;
  }

  List<String> warnings() {
    return warnings;
  }
}
