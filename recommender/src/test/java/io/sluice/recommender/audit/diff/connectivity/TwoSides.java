package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster in YAML and two sets of policies for it, read by the real readers. */
public final class TwoSides {
  private final Path folder;
  private final StringBuilder cluster = new StringBuilder();
  private int address = 10;
  private boolean v4 = true;
  private boolean v6;

  /** Writes what it reads into a folder. */
  public TwoSides(Path folder) {
    this.folder = folder;
  }

  /** Pods from now on have addresses of these families. */
  TwoSides families(boolean withV4, boolean withV6) {
    v4 = withV4;
    v6 = withV6;
    return this;
  }

  /** Pods {@code name-0} … with the label {@code app=name}, listening on 80 as {@code web}. */
  public TwoSides pods(String namespace, String name, int count) {
    for (int i = 0; i < count; i++) {
      pod(namespace, name, name + "-" + i, "app: \"" + name + "\"", "node-" + (1 + i % 2), false);
    }
    return this;
  }

  /** One pod; labels in flow style. */
  TwoSides pod(
      String namespace, String owner, String name, String labels, String node, boolean host) {
    cluster.append(
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: %2$s
          namespace: %1$s
          creationTimestamp: 2026-11-01T00:00:00Z
          labels: {%3$s}
          ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %4$s, controller: true}]
        spec:
          nodeName: %5$s
          hostNetwork: %6$s
          containers: [{name: c, ports: [{containerPort: 80, name: web}]}]
        status: {phase: Running, podIPs: [%7$s], startTime: 2026-11-01T00:00:00Z}
        """
            .formatted(namespace, name, labels, owner, node, host, podIps()));
    address++;
    return this;
  }

  private String podIps() {
    String four = "{ip: 10.244.%d.%d}".formatted(address / 200, address % 200 + 1);
    String six = "{ip: 'fd00:10:244::%x'}".formatted(address);
    return v4 && v6 ? four + ", " + six : v4 ? four : six;
  }

  /** A node with these addresses. */
  public TwoSides node(String name, String... addresses) {
    cluster.append(
        """
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: %s}
        status: {addresses: [%s]}
        """
            .formatted(
                name,
                Arrays.stream(addresses)
                    .map("{type: InternalIP, address: '%s'}"::formatted)
                    .collect(Collectors.joining(", "))));
    return this;
  }

  /** A policy as YAML, its spec in flow style. */
  public static String policy(String namespace, String name, String spec) {
    return """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: %s}
        spec: {%s}
        """
        .formatted(name, namespace, spec);
  }

  public Inventory inventory() {
    return Inventory.of(read(cluster.toString()));
  }

  public PolicyLoader.Result load(String yaml) {
    return PolicyLoader.load(read(yaml));
  }

  ConnectivityDiff diff(String before, String after) {
    return diff(before, EngineProfile.GENERIC, after, EngineProfile.GENERIC);
  }

  ConnectivityDiff diff(String before, EngineProfile from, String after, EngineProfile to) {
    Inventory inventory = inventory();
    PolicySet old = load(before).policies();
    PolicySet now = load(after).policies();
    return ConnectivityDiff.of(
        inventory, new Evaluator(old, inventory, from), new Evaluator(now, inventory, to));
  }

  private List<ClusterObject> read(String yaml) {
    if (yaml.isEmpty()) {
      return List.of();
    }
    try {
      Path file = Files.createTempFile(folder, "objects", ".yaml");
      Files.writeString(file, yaml);
      return ClusterReader.read("", file, OptionalLong.empty()).objects();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a difference says of one connection: 1 opened, -1 closed, 0 nothing. Where pods have both
   * address families, the ends must be cut to the one that is meant.
   *
   * @throws IllegalStateException where it says both
   */
  static int says(ConnectivityDiff diff, Connection asked) {
    boolean opened = false;
    boolean closed = false;
    for (ConnectivityChange change : diff.changes()) {
      boolean own = ownNode(asked.client(), asked.server());
      if (change.family().map(family -> isOver(asked, family)).orElse(true)
          && change.from().holds(end(asked.client(), own))
          && change.to().holds(end(asked.server(), own))) {
        opened |= change.opened().contains(asked.protocol(), asked.port());
        closed |= change.closed().contains(asked.protocol(), asked.port());
      }
    }
    if (opened && closed) {
      throw new IllegalStateException(asked + " is said to open and to close");
    }
    return opened ? 1 : closed ? -1 : 0;
  }

  private static boolean isOver(Connection asked, AddressFamily family) {
    return Stream.of(asked.client(), asked.server())
        .filter(Subject.OfPod.class::isInstance)
        .flatMap(subject -> ((Subject.OfPod) subject).pod().addresses().stream())
        .allMatch(address -> AddressFamily.of(address) == family);
  }

  private static boolean ownNode(Subject a, Subject b) {
    return node(a).equals(node(b));
  }

  private static String node(Subject subject) {
    if (subject instanceof Subject.OfPod pod) {
      return pod.pod().node();
    }
    return subject instanceof Subject.OfNode node ? node.node().name() : "none";
  }

  private static SeenEnd end(Subject subject, boolean own) {
    if (subject instanceof Subject.OfAddress outside) {
      Set<IpAddress> address = Set.of(outside.address());
      return new SeenEnd(new io.sluice.analyzer.cluster.Party.External(), address, Set.of());
    }
    if (subject instanceof Subject.OfPod pod && !pod.pod().hostNetwork()) {
      Pod seen = pod.pod();
      return new SeenEnd(seen.workload(), Set.of(), Set.of(seen.name()));
    }
    return new SeenEnd(
        new io.sluice.analyzer.cluster.Party.Node("", node(subject), own), Set.of(), Set.of());
  }
}
