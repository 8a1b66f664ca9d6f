package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ends pods where their successors begin: an address and a name have one holder at a time, and what
 * a snapshot says of a predecessor can be older than its successor's start. What an address's
 * holder lost to another pod does not come back to it.
 */
final class PodSuccession {
  private record Key(String cluster, Object what) {}

  /** A pod as a holder of one address. */
  private record Tenant(PodDraft pod, long from, long certain, boolean seen) {
    static Tenant of(PodDraft pod, IpAddress address) {
      long from = Long.MAX_VALUE;
      long certain = Long.MIN_VALUE;
      boolean seen = false;
      for (Hold hold : pod.holds()) {
        if (hold.address().equals(address)) {
          from = Math.min(from, hold.fromMillis());
          certain = Math.max(certain, hold.certainMillis());
          seen |= hold.seen();
        }
      }
      return new Tenant(pod, from, certain, seen);
    }

    String title() {
      return pod.workload.namespace() + "/" + pod.name;
    }
  }

  private static final Comparator<PodDraft> BY_START =
      Comparator.comparingLong((PodDraft pod) -> pod.startMillis).thenComparing(PodDraft.ORDER);

  private static final Comparator<Tenant> BY_FROM =
      Comparator.comparingLong(Tenant::from).thenComparing(Tenant::pod, PodDraft.ORDER);

  private final SortedMap<String, SortedSet<String>> conflicts = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> overlaps = new TreeMap<>();

  private PodSuccession() {}

  /** Cuts the ends of {@code pods}; returns what contradicts itself, for people. */
  static List<String> cut(List<PodDraft> pods) {
    PodSuccession succession = new PodSuccession();
    Map<Key, List<PodDraft>> names = new HashMap<>();
    for (PodDraft pod : pods) {
      if (pod.origin != Pod.Origin.MANIFEST) {
        String name = pod.workload.namespace() + "/" + pod.name;
        names
            .computeIfAbsent(new Key(pod.workload.cluster(), name), k -> new ArrayList<>(1))
            .add(pod);
      }
    }
    names.values().forEach(PodSuccession::cutByName);
    tenants(pods).forEach(succession::cutByAddress);
    return succession.warnings();
  }

  private static void cutByName(List<PodDraft> sameName) {
    sameName.sort(BY_START);
    for (int i = 0; i < sameName.size() - 1; i++) {
      PodDraft next = sameName.get(i + 1);
      if (next.startMillis > sameName.get(i).startMillis) {
        sameName.get(i).endBy(next.startMillis, next);
      }
    }
  }

  private static Map<Key, List<Tenant>> tenants(List<PodDraft> pods) {
    Map<Key, List<Tenant>> tenants = new HashMap<>();
    for (PodDraft pod : pods) {
      for (IpAddress address : pod.heldAddresses()) {
        tenants
            .computeIfAbsent(new Key(pod.workload.cluster(), address), k -> new ArrayList<>(1))
            .add(Tenant.of(pod, address));
      }
    }
    return tenants;
  }

  /** From the last on, so that the first with a later start is known without a search. */
  private void cutByAddress(Key key, List<Tenant> holders) {
    holders.sort(BY_FROM);
    Tenant later = null;
    for (int i = holders.size() - 2; i >= 0; i--) {
      Tenant pod = holders.get(i);
      Tenant next = holders.get(i + 1);
      later = next.from > pod.from ? next : later;
      if (next.from <= pod.certain) {
        (pod.seen || next.seen ? overlaps : conflicts)
            .computeIfAbsent(key.cluster, cluster -> new TreeSet<>())
            .add(key.what + ": " + pod.title() + " and " + next.title());
      }
      if (later != null) {
        succeed(pod, later, (IpAddress) key.what);
      }
    }
  }

  /** The address goes over in any case; a pod seen running afterwards lives on without it. */
  private static void succeed(Tenant pod, Tenant next, IpAddress address) {
    pod.pod.loses(address, next.from);
    boolean objects = pod.pod.origin == Pod.Origin.OBJECT && next.pod.origin == Pod.Origin.OBJECT;
    if (objects && next.from > pod.pod.lastRunningMillis) {
      pod.pod.endBy(next.from, next.pod);
    }
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
    overlaps.forEach(
        (cluster, overlap) ->
            warnings.add(
                "in the recorded history two pods have one address, "
                    + overlap.size()
                    + " times, such as "
                    + overlap.first()
                    + "; the later one counts. Leave finished pods out, as the queries in"
                    + " config/kql and config/promql do; if these are pods of two clusters, name"
                    + " the clusters: --cluster NAME=PATH"));
    return warnings;
  }
}
