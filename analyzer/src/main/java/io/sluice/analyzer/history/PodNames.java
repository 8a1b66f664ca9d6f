package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods by name; several had a name one after another. */
final class PodNames {
  private record Name(String cluster, String namespace, String name) {}

  private final Map<Name, List<Pod>> pods = new HashMap<>();

  PodNames(List<Pod> all) {
    for (Pod pod : all) {
      pods.computeIfAbsent(
              new Name(pod.cluster(), pod.namespace(), pod.name()), n -> new ArrayList<>(1))
          .add(pod);
    }
  }

  /** The pod that ran at that time, else the one nearest to it, the later one in a tie. */
  Optional<Pod> at(String cluster, String namespace, String name, long epochMillis) {
    return pods.getOrDefault(new Name(cluster, namespace, name), List.of()).stream()
        .min(
            Comparator.comparingDouble((Pod pod) -> distance(pod, epochMillis))
                .thenComparing(Pod::id, Comparator.reverseOrder()));
  }

  /** Milliseconds outside its life; as a double, because the ends of time are included. */
  private static double distance(Pod pod, long epochMillis) {
    if (pod.aliveAt(epochMillis)) {
      return 0;
    }
    return epochMillis < pod.startMillis()
        ? (double) pod.startMillis() - epochMillis
        : 1.0 + epochMillis - pod.endMillis();
  }
}
