package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Controller;
import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.ingest.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Finds the workload of an end whose pod the inventory does not have: by the workload that the log
 * names, else by labels, else by what the pod's name begins with. Each step counts only where
 * exactly one workload of the namespace fits.
 */
final class WorkloadNames {
  private record Namespace(String cluster, String name) {}

  /** A workload, the labels that its pods had, and its selector. */
  private record Candidate(
      Workload workload, Set<Set<String>> podLabels, Set<String> selectorLabels) {
    /** Whether one of its pods had all these labels; an observer may leave out some of a pod's. */
    boolean hadPodWith(Collection<String> labels) {
      return podLabels.stream().anyMatch(own -> own.containsAll(labels));
    }

    boolean selects(Collection<String> labels) {
      return !selectorLabels.isEmpty() && labels.containsAll(selectorLabels);
    }
  }

  private final Map<Namespace, List<Candidate>> candidates = new HashMap<>();

  WorkloadNames(Inventory inventory) {
    for (Workload workload : inventory.workloads()) {
      candidates
          .computeIfAbsent(
              new Namespace(workload.cluster(), workload.namespace()), n -> new ArrayList<>())
          .add(candidate(inventory, workload));
    }
  }

  private static Candidate candidate(Inventory inventory, Workload workload) {
    Set<Set<String>> podLabels = new HashSet<>();
    for (int id : inventory.podsOf(workload)) {
      Pod pod = inventory.pods().get(id);
      podLabels.add(pairs(pod.labels()));
    }
    Set<String> selector = new HashSet<>();
    inventory
        .controller(workload)
        .ifPresent(
            (Controller controller) -> {
              podLabels.add(pairs(controller.templateLabels()));
              selector.addAll(pairs(controller.selector()));
            });
    return new Candidate(workload, podLabels, selector);
  }

  private static Set<String> pairs(SortedMap<String, String> labels) {
    Set<String> pairs = new HashSet<>();
    labels.forEach((key, value) -> pairs.add(key + "=" + value));
    return pairs;
  }

  /** The workloads that fit best: one, several that nothing tells apart, or none. */
  List<Workload> find(String cluster, Endpoint endpoint) {
    List<Candidate> all =
        candidates.getOrDefault(new Namespace(cluster, endpoint.namespace()), List.of());
    List<Workload> several = List.of();
    for (Predicate<Candidate> step : steps(endpoint)) {
      List<Workload> fitting = all.stream().filter(step).map(Candidate::workload).toList();
      if (fitting.size() == 1) {
        return fitting;
      }
      several = several.isEmpty() ? fitting : several;
    }
    return several;
  }

  private static List<Predicate<Candidate>> steps(Endpoint endpoint) {
    List<Predicate<Candidate>> steps = new ArrayList<>();
    String kind = endpoint.workloadKind();
    String name = endpoint.workloadName();
    if (!name.isEmpty()) {
      steps.add(c -> c.workload.kind().equals(kind) && c.workload.name().equals(name));
      steps.add(c -> PodNamePattern.owns(c.workload, kind, name));
      steps.add(c -> c.workload.name().equals(name));
      if (kind.isEmpty()) {
        steps.add(c -> PodNamePattern.ownsSome(c.workload, name));
      }
    }
    List<String> labels = LabelNoise.telling(endpoint.labels());
    if (!labels.isEmpty()) {
      steps.add(c -> c.hadPodWith(labels));
      steps.add(c -> c.selects(endpoint.labels()));
    }
    if (!endpoint.pod().isEmpty()) {
      steps.add(c -> PodNamePattern.fits(c.workload, endpoint.pod()));
    }
    return steps;
  }
}
