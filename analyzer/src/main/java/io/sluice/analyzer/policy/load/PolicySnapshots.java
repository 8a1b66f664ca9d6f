package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which snapshots list the policies of which namespaces, so that a policy's absence from a later
 * one means that it was deleted.
 *
 * <p>A snapshot without any policy says nothing of policies. One with policies speaks of their
 * namespaces, and of all namespaces if it has policies of several, or nodes or namespaces: a
 * listing of one namespace only has none of these.
 */
final class PolicySnapshots {
  private static final class Snapshot {
    final Set<String> namespaces = new HashSet<>();
    boolean clusterWide;

    boolean covers(String namespace) {
      return namespaces.contains(namespace)
          || namespaces.size() > 1
          || (clusterWide && !namespaces.isEmpty());
    }
  }

  private final Map<String, TreeMap<Long, Snapshot>> byCluster = new HashMap<>();

  PolicySnapshots(Collection<ClusterObject> objects) {
    for (ClusterObject object : objects) {
      boolean policy = PolicyKind.of(object) == PolicyKind.POLICY;
      boolean clusterWide = object.kind().equals("Node") || object.kind().equals("Namespace");
      if (object.event() == Event.PRESENT && (policy || clusterWide)) {
        Snapshot snapshot =
            byCluster
                .computeIfAbsent(object.cluster(), cluster -> new TreeMap<>())
                .computeIfAbsent(object.epochMillis(), time -> new Snapshot());
        snapshot.clusterWide |= clusterWide;
        if (policy) {
          snapshot.namespaces.add(
              object.tree().path("metadata").path("namespace").asText("default"));
        }
      }
    }
  }

  /** Whether a snapshot later than this reading of a policy should have it and does not. */
  boolean isGoneAfter(NetworkPolicy policy, long lastSeenMillis) {
    TreeMap<Long, Snapshot> snapshots = byCluster.get(policy.cluster());
    return snapshots != null
        && lastSeenMillis != Long.MIN_VALUE
        && snapshots.tailMap(lastSeenMillis, false).values().stream()
            .anyMatch(snapshot -> snapshot.covers(policy.namespace()));
  }
}
