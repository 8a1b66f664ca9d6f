package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.Workload;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the cluster's objects tell of workloads' pods: by the template of the workload's own object,
 * else by what its pods have in common.
 */
final class WorkloadTemplates {
  private record Place(String cluster, String namespace) {
    static Place of(Workload workload) {
      return new Place(workload.cluster(), workload.namespace());
    }
  }

  private final Map<Workload, PodTemplate> templates = new HashMap<>();
  private final Map<Place, SortedSet<String>> keys = new HashMap<>();

  WorkloadTemplates(ObjectHistory history, List<PodDraft> pods) {
    Map<Workload, PodTemplate> ofPods = new HashMap<>();
    for (PodDraft pod : pods) {
      if (pod.origin == Pod.Origin.OBJECT) {
        noteKeys(pod.workload, pod.template);
        ofPods.merge(pod.workload, withoutGenerated(pod.template), WorkloadTemplates::common);
      }
    }
    for (String kind : ManifestPods.KINDS) {
      for (ObjectLife life : history.of(kind)) {
        if (!ManifestPods.isIntermediate(kind, life.tree())) {
          ObjectMeta meta = life.meta();
          Workload workload =
              new Workload(meta.cluster(), meta.namespace(), meta.kind(), meta.name());
          PodTemplate template = PodTemplate.of(ManifestPods.template(life.tree()));
          noteKeys(workload, template);
          templates.put(workload, template);
        }
      }
    }
    ofPods.forEach(templates::putIfAbsent);
  }

  private void noteKeys(Workload workload, PodTemplate template) {
    keys.computeIfAbsent(Place.of(workload), p -> new TreeSet<>())
        .addAll(template.labels().keySet());
  }

  private static PodTemplate withoutGenerated(PodTemplate pod) {
    SortedMap<String, String> labels = new TreeMap<>(pod.labels());
    labels.keySet().removeIf(LabelNoise::isGenerated);
    return new PodTemplate(
        labels, pod.hostNetwork(), pod.serviceAccount(), pod.ports(), pod.traits());
  }

  private static PodTemplate common(PodTemplate one, PodTemplate other) {
    SortedMap<String, String> labels = new TreeMap<>(one.labels());
    labels.entrySet().retainAll(other.labels().entrySet());
    boolean first =
        one.ports().equals(other.ports())
            || one.ports().toString().compareTo(other.ports().toString()) >= 0;
    return new PodTemplate(
        labels,
        one.hostNetwork() && other.hostNetwork(),
        one.serviceAccount().equals(other.serviceAccount()) ? one.serviceAccount() : "",
        first ? one.ports() : other.ports(),
        one.traits().equals(other.traits()) ? one.traits() : PodTraits.NONE);
  }

  Optional<PodTemplate> of(Workload workload) {
    return Optional.ofNullable(templates.get(workload));
  }

  boolean knows(Workload workload) {
    return templates.containsKey(workload);
  }

  /** Keys of the labels that pods of the workload's namespace are known to have. */
  Collection<String> keysNear(Workload workload) {
    return keys.getOrDefault(Place.of(workload), new TreeSet<>());
  }
}
