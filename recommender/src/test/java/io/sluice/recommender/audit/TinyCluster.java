package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.confidence.Rating;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** A cluster of bare words, written as manifests and read by the real reader. */
final class TinyCluster {
  /** Counters of a row by side: the first is what the client's pod reported. */
  private static final int AT_THE_CLIENTS_POD = 0;

  private final StringBuilder objects = new StringBuilder();
  private final StringBuilder policies = new StringBuilder();
  private final Path folder;
  private Set<AddressFamily> families = Set.of(AddressFamily.UNKNOWN);
  private boolean dualStack;
  private int nextAddress = 10;

  TinyCluster(Path folder) {
    this.folder = folder;
  }

  /** Pods {@code name-0}, {@code name-1} … of a ReplicaSet, with the label {@code app=name}. */
  TinyCluster pods(String namespace, String name, int count) {
    for (int i = 0; i < count; i++) {
      pod(namespace, name, name + "-" + i, "Running");
    }
    return this;
  }

  /** Pods from now on have an IPv6 address too. */
  TinyCluster dualStack() {
    dualStack = true;
    return this;
  }

  /** Edges from now on were recorded in these families. */
  TinyCluster recordedIn(AddressFamily... seen) {
    families = Set.of(seen);
    return this;
  }

  TinyCluster pod(String namespace, String workload, String name, String phase) {
    return pod("node-1", namespace, workload, name, phase);
  }

  /** A running pod on a node. */
  TinyCluster podOn(String node, String namespace, String workload, String name) {
    return pod(node, namespace, workload, name, "Running");
  }

  private TinyCluster pod(
      String node, String namespace, String workload, String name, String phase) {
    String finished =
        phase.equals("Running")
            ? ""
            : "  containerStatuses:\n  - state: {terminated: {finishedAt: 2026-11-01T10:00:00Z}}\n";
    String addresses =
        dualStack
            ? "  podIPs: [{ip: 10.244.0.%1$d}, {ip: \"fd00:244::%1$d\"}]\n".formatted(nextAddress)
            : "";
    objects.append(
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: %3$s
          namespace: %1$s
          creationTimestamp: 2026-11-01T00:00:00Z
          labels: {app: %2$s}
          ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %2$s, controller: true}]
        spec: {nodeName: %7$s, containers: [{name: c, ports: [{containerPort: 80}]}]}
        status:
          phase: %4$s
          podIP: 10.244.0.%5$d
          startTime: 2026-11-01T00:00:00Z
        %6$s"""
            .formatted(
                namespace, workload, name, phase, nextAddress++, addresses + finished, node));
    return this;
  }

  TinyCluster node(String name, String address) {
    objects.append(
        """
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: %s}
        status: {addresses: [{type: InternalIP, address: %s}]}
        """
            .formatted(name, address));
    return this;
  }

  /** A Service for {@code app=name}. */
  TinyCluster service(
      String namespace, String app, String type, String trafficPolicy, int port, int targetPort) {
    objects.append(
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %2$s-%3$s, namespace: %1$s}
        spec:
          type: %3$s
          externalTrafficPolicy: %4$s
          selector: {app: %2$s}
          ports: [{port: %5$d, targetPort: %6$d, protocol: TCP}]
        """
            .formatted(namespace, app, type, trafficPolicy, port, targetPort));
    return this;
  }

  /** A policy of a namespace for {@code app=name}, with the rest of its spec in flow style. */
  TinyCluster policy(String namespace, String name, String rest) {
    policies.append(
        """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: %s}
        spec: {podSelector: {matchLabels: {app: %s}}, %s}
        """
            .formatted(name, namespace, name, rest));
    return this;
  }

  Inventory inventory() {
    return Inventory.of(read(objects));
  }

  PolicySet policies() {
    return PolicyLoader.load(read(policies)).policies();
  }

  private List<ClusterObject> read(StringBuilder yaml) {
    if (yaml.isEmpty()) {
      return List.of();
    }
    try {
      Path file = folder.resolve("objects.yaml");
      Files.writeString(file, yaml);
      return ClusterReader.read("", file, OptionalLong.empty()).objects();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AuditReport audit(JudgedEdge... edges) {
    return audit(false, edges);
  }

  AuditReport audit(boolean showClientAddresses, JudgedEdge... edges) {
    return auditor(EngineProfile.GENERIC, showClientAddresses).audit(List.of(edges), policies());
  }

  Auditor auditor(EngineProfile engine, boolean showClientAddresses) {
    Inventory inventory = inventory();
    EdgeText text = new EdgeText(showClientAddresses, Set.of());
    return new Auditor(
        inventory, new PodDirectory(inventory), engine, text, ForeignPolicies.none());
  }

  static Workload workload(String namespace, String name) {
    return new Workload("", namespace, "StatefulSet", name);
  }

  /** An edge between applications that is rated by its counts alone. */
  static JudgedEdge judged(Edge edge, boolean ambiguous, Standing standing) {
    return new JudgedEdge(
        edge,
        ambiguous,
        standing,
        new Rating(Confidence.of(edge), List.of()),
        Collections.emptySortedSet());
  }

  /** A forwarded TCP edge that counts as evidence, between all pods of its ends. */
  JudgedEdge edge(Party client, Party server, int port, String... addresses) {
    return judged(edge(client, server, port, false, addresses), false, new Standing.Used());
  }

  Edge edge(Party client, Party server, int port, boolean denied, String... addresses) {
    ObservedVerdict verdict = denied ? ObservedVerdict.DROPPED : ObservedVerdict.FORWARDED;
    long[] records = new long[RowContent.COUNTERS];
    long[] connections = new long[RowContent.COUNTERS];
    records[AT_THE_CLIENTS_POD] = 5;
    connections[AT_THE_CLIENTS_POD] = 2;
    long[] verdicts = new long[RowContent.VERDICTS];
    verdicts[verdict.ordinal()] = 5;
    RoaringBitmap bits = new RoaringBitmap();
    TreeSet<IpAddress> wide = new TreeSet<>();
    for (IpAddress address : addresses(addresses)) {
      if (address.v6()) {
        wide.add(address);
      } else {
        bits.add((int) address.low());
      }
    }
    return Edge.of(
        new EdgeKey("", client, server, 6, port, denied),
        RowContent.of(
            records,
            connections,
            new long[RowContent.COUNTERS],
            verdicts,
            0,
            1,
            1 << Vantage.POD.ordinal(),
            families.stream().mapToInt(family -> 1 << family.ordinal()).sum(),
            true,
            true,
            true,
            true,
            new RoaringBitmap(),
            RoaringBitmap.bitmapOf(1),
            new TreeMap<>(),
            podsOf(client),
            podsOf(server),
            bits,
            wide),
        new RoaringBitmap());
  }

  /** The same edge, seen by other observers. */
  static Edge seenAt(Edge edge, Set<Vantage> vantages) {
    int bits = vantages.stream().mapToInt(vantage -> 1 << vantage.ordinal()).sum();
    return changed(edge, bits, edge.answered());
  }

  /** The same edge, which nobody answered. */
  static Edge unanswered(Edge edge) {
    return changed(edge, edge.content().vantages(), false);
  }

  private static Edge changed(Edge edge, int vantages, boolean answered) {
    RowContent row = edge.content();
    return Edge.of(
        edge.key(),
        RowContent.of(
            row.records(),
            row.connections(),
            row.bytes(),
            row.verdicts(),
            row.firstMillis(),
            row.lastMillis(),
            vantages,
            row.families(),
            answered,
            row.answerTold(),
            row.ordinaryRule(),
            row.opened(),
            row.midstreamPorts(),
            row.hours(),
            row.recordsPerDay(),
            row.clientPods(),
            row.serverPods(),
            row.addresses(),
            row.wideAddresses()),
        edge.ports());
  }

  private RoaringBitmap podsOf(Party party) {
    return party instanceof Workload workload ? inventory().podsOf(workload) : new RoaringBitmap();
  }

  private static SortedSet<IpAddress> addresses(String... texts) {
    TreeSet<IpAddress> addresses = new TreeSet<>();
    Arrays.stream(texts).forEach(text -> addresses.add(IpAddress.parse(text).orElseThrow()));
    return addresses;
  }
}
