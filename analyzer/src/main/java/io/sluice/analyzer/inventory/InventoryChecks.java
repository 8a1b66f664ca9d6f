package io.sluice.analyzer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.history.ObjectHistory;
import io.sluice.analyzer.history.ObjectLife;
import io.sluice.analyzer.history.PodDraft;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What people should know of the objects before they trust what is made of them. */
final class InventoryChecks {
  private final ObjectHistory history;
  private final List<PodDraft> pods;
  private final AddressIndex addresses;

  InventoryChecks(ObjectHistory history, List<PodDraft> pods, AddressIndex addresses) {
    this.history = history;
    this.pods = pods;
    this.addresses = addresses;
  }

  /**
   * Refuses two clusters under one name: the second would look as if all pods of the first were
   * gone. A cluster is told by its kube-system namespace, which is made once.
   */
  static void requireOneClusterPerName(ObjectHistory history) {
    for (ObjectLife life : history.of("Namespace")) {
      List<String> uids =
          life.versions().stream()
              .map(version -> version.tree().path("metadata").path("uid").asText(""))
              .filter(uid -> !uid.isEmpty())
              .distinct()
              .toList();
      if (life.meta().name().equals("kube-system") && uids.size() > 1) {
        throw new UnusableInputException(
            life.latest().origin()
                + ": this snapshot is of another cluster than "
                + life.versions().get(0).origin()
                + " (their kube-system namespaces differ); give each cluster its name:"
                + " --cluster NAME=PATH");
      }
    }
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String cluster : clustersWithRunningPods()) {
      warnIfMissing(
          warnings, cluster, "Service", "no Services: cluster addresses cannot be resolved");
      warnIfMissing(warnings, cluster, "Node", "no Nodes: node addresses are known from pods only");
      warnIfMissing(
          warnings, cluster, "Namespace", "no Namespaces: of their labels only the name is known");
    }
    warnOfChangedLabels(warnings);
    warnOfSharedAddresses(warnings);
    return warnings;
  }

  private SortedSet<String> clustersWithRunningPods() {
    SortedSet<String> clusters = new TreeSet<>();
    for (PodDraft pod : pods) {
      if (pod.origin() == Pod.Origin.OBJECT) {
        clusters.add(pod.cluster());
      }
    }
    return clusters;
  }

  private void warnIfMissing(List<String> warnings, String cluster, String kind, String warning) {
    if (history.of(kind).stream().noneMatch(life -> life.meta().cluster().equals(cluster))) {
      warnings.add((cluster.isEmpty() ? "the snapshot" : "cluster " + cluster) + " has " + warning);
    }
  }

  private void warnOfChangedLabels(List<String> warnings) {
    SortedSet<String> changed = new TreeSet<>();
    for (ObjectLife life : history.of("Pod")) {
      ClusterObject latest = life.latest();
      for (ClusterObject version : life.versions()) {
        if (version.epochMillis() < latest.epochMillis()
            && !labels(version).equals(labels(latest))) {
          changed.add(life.meta().namespace() + "/" + life.meta().name());
        }
      }
    }
    if (!changed.isEmpty()) {
      warnings.add(
          changed.size()
              + " pods changed their labels while they ran, such as "
              + changed.first()
              + "; the latest labels count for all of their time");
    }
  }

  private static JsonNode labels(ClusterObject object) {
    return object.tree().path("metadata").path("labels");
  }

  private void warnOfSharedAddresses(List<String> warnings) {
    SortedMap<String, List<IpAddress>> byClusters = new TreeMap<>();
    addresses
        .shared()
        .forEach(
            (address, clusters) ->
                byClusters
                    .computeIfAbsent(String.join(", ", clusters), c -> new ArrayList<>())
                    .add(address));
    byClusters.forEach(
        (clusters, shared) ->
            warnings.add(
                "the clusters "
                    + clusters
                    + " share "
                    + shared.size()
                    + " pod addresses, such as "
                    + shared.get(0)
                    + ": a record counts only where its cluster can be told"));
  }
}
