package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ends pods where their successors begin: an address and a name have one holder at a time, and what
 * a snapshot says of a predecessor can be older than its successor's start.
 */
final class PodSuccession {
  private static final Comparator<PodDraft> BY_START =
      Comparator.comparingLong((PodDraft pod) -> pod.startMillis).thenComparing(PodDraft.ORDER);

  private final SortedMap<String, SortedSet<String>> conflicts = new TreeMap<>();

  private PodSuccession() {}

  /** Cuts the ends of {@code pods}; returns what contradicts itself, for people. */
  static List<String> cut(List<PodDraft> pods) {
    PodSuccession succession = new PodSuccession();
    List<PodDraft> real =
        pods.stream().filter(pod -> pod.origin == Pod.Origin.OBJECT).collect(Collectors.toList());
    group(real, pod -> List.of(pod.workload.namespace() + "/" + pod.name))
        .forEach((name, same) -> cutByName(same));
    group(real, pod -> pod.addresses).forEach(succession::cutByAddress);
    return succession.warnings();
  }

  private record Key(String cluster, Object what) {}

  private static Map<Key, List<PodDraft>> group(
      List<PodDraft> pods, Function<PodDraft, List<?>> keys) {
    Map<Key, List<PodDraft>> groups = new HashMap<>();
    for (PodDraft pod : pods) {
      for (Object key : keys.apply(pod)) {
        groups
            .computeIfAbsent(new Key(pod.workload.cluster(), key), k -> new ArrayList<>())
            .add(pod);
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    groups.values().forEach(group -> group.sort(BY_START));
    return groups;
  }

  private static void cutByName(List<PodDraft> sameName) {
    for (int i = 0; i < sameName.size() - 1; i++) {
      PodDraft pod = sameName.get(i);
      long next = sameName.get(i + 1).startMillis;
      if (next > pod.startMillis) {
        pod.endMillis = Math.min(pod.endMillis, next);
        pod.addressEndMillis = Math.min(pod.addressEndMillis, next);
      }
    }
  }

  private void cutByAddress(Key key, List<PodDraft> holders) {
    for (int i = 0; i < holders.size() - 1; i++) {
      PodDraft pod = holders.get(i);
      if (holders.get(i + 1).startMillis <= pod.lastRunningMillis) {
        conflicts
            .computeIfAbsent(key.cluster, cluster -> new TreeSet<>())
            .add(key.what + ": " + title(pod) + " and " + title(holders.get(i + 1)));
      }
      holders.stream()
          .filter(next -> next.startMillis > pod.startMillis)
          .findFirst()
          .ifPresent(next -> succeed(pod, next));
    }
  }

  /** The address goes over in any case; a pod seen running afterwards lives on without it. */
  private static void succeed(PodDraft pod, PodDraft next) {
    pod.addressEndMillis = Math.min(pod.addressEndMillis, next.startMillis);
    if (next.startMillis > pod.lastRunningMillis) {
      pod.endMillis = Math.min(pod.endMillis, next.startMillis);
    }
  }

  private static String title(PodDraft pod) {
    return pod.workload.namespace() + "/" + pod.name;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    conflicts.forEach(
        (cluster, conflict) ->
            warnings.add(
                "two running pods have one address, "
                    + conflict.size()
                    + " times, such as "
                    + conflict.first()
                    + "; if these are pods of two clusters, name the clusters: --cluster"
                    + " NAME=PATH"));
    return warnings;
  }
}
