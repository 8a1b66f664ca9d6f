package io.sluice.recommender.groundtruth.made;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.recommender.world.WorldWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What makes pods in a manifest.
 *
 * @param workload who they are
 * @param pod {@code metadata} and {@code spec} of its pods
 */
public record Template(WorldWorkload workload, JsonNode pod) {
  private static final Map<String, String> PLACES =
      Map.of(
          "Pod", "",
          "Deployment", "/spec/template",
          "StatefulSet", "/spec/template",
          "DaemonSet", "/spec/template",
          "CronJob", "/spec/jobTemplate/spec/template");

  /** The template of an object, if it is one that makes pods. */
  public static Optional<Template> of(ClusterObject object) {
    return Optional.ofNullable(PLACES.get(object.kind()))
        .map(place -> of(object.kind(), object.tree(), object.tree().at(place)));
  }

  private static Template of(String kind, JsonNode tree, JsonNode pod) {
    JsonNode match = tree.at("/spec/selector/matchLabels");
    WorldWorkload workload =
        new WorldWorkload(
            tree.at("/metadata/namespace").asText(),
            kind,
            tree.at("/metadata/name").asText(),
            Trees.labels(pod.at("/metadata/labels")),
            Trees.labels(match),
            new TreeSet<>(),
            tree.at("/spec/replicas").asInt(1),
            List.of(),
            pod.at("/spec/hostNetwork").asBoolean());
    return new Template(workload, pod);
  }

  /** {@code namespace/Kind/name}. */
  public String title() {
    return workload.namespace() + "/" + workload.kind() + "/" + workload.name();
  }
}
