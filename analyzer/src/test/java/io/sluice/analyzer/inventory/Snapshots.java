package io.sluice.analyzer.inventory;

import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Snapshots written to files and read back by the real reader, and short ways to say objects. */
final class Snapshots {
  private final Path folder;
  private final List<ClusterObject> objects = new ArrayList<>();
  private int files;

  Snapshots(Path folder) {
    this.folder = folder;
  }

  /** A snapshot of the cluster without a name, taken at {@code time}. */
  Snapshots at(String time, String... documents) {
    return of("", time, documents);
  }

  /** A snapshot of a named cluster, taken at {@code time}. */
  Snapshots of(String cluster, String time, String... documents) {
    return add(cluster, OptionalLong.of(millis(time)), ".yaml", String.join("\n---\n", documents));
  }

  /** Manifests or events, whose times are their own. */
  Snapshots add(String ending, String text) {
    return add("", OptionalLong.empty(), ending, text);
  }

  private Snapshots add(String cluster, OptionalLong time, String ending, String text) {
    try {
      Path file = folder.resolve("snapshot-" + files++ + ending);
      Files.writeString(file, text);
      objects.addAll(ClusterReader.read(cluster, file, time).objects());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ClusterObject> objects() {
    return objects;
  }

  Inventory inventory() {
    return Inventory.of(objects);
  }

  /** A running pod without an owner. */
  static String pod(String path, String address, String start) {
    return pod(path, address, start, "Running", "");
  }

  /**
   * A pod.
   *
   * @param path {@code namespace/name}
   * @param more further lines of {@code status}
   */
  static String pod(String path, String address, String start, String phase, String more) {
    String[] parts = path.split("/", -1);
    String name = parts[1];
    return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: %s
          uid: uid-%s-%s-%s
          creationTimestamp: "%s"
          labels: {app: %s}
        spec:
          nodeName: node-1
        status:
          phase: %s
          podIP: %s
          hostIP: 10.224.0.4
          startTime: "%s"
        """
            .formatted(name, parts[0], parts[0], name, start, start, name, phase, address, start)
        + more.indent(2);
  }

  /** Status lines of a pod whose only container ended. */
  static String finishedAt(String time) {
    return """
        containerStatuses:
        - name: main
          state: {terminated: {exitCode: 0, finishedAt: "%s"}}
        """
        .formatted(time);
  }

  static String node(String name, String address) {
    return """
        apiVersion: v1
        kind: Node
        metadata: {name: %s, creationTimestamp: "2025-01-01T00:00:00Z"}
        spec: {podCIDRs: [10.244.0.0/24]}
        status:
          addresses:
          - {type: InternalIP, address: %s}
          - {type: Hostname, address: %s}
          nodeInfo: {operatingSystem: linux}
        """
        .formatted(name, address, name);
  }

  static String service(String path, String spec) {
    String[] parts = path.split("/", -1);
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: %s}
        spec:
        """
            .formatted(parts[1], parts[0])
        + spec.indent(2);
  }

  static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  /** Who had an address, in a word. */
  static String holder(Inventory inventory, String cluster, String address, String time) {
    Holder holder = inventory.holder(cluster, ip(address), millis(time));
    if (holder instanceof Holder.OfPod of) {
      return of.pod().title();
    }
    if (holder instanceof Holder.OfNode of) {
      return "node " + of.node().name();
    }
    if (holder instanceof Holder.OfService of) {
      return "service " + of.service().title();
    }
    return holder instanceof Holder.Nobody nobody ? nobody.reason().word() : "outside";
  }

  static String holder(Inventory inventory, String address, String time) {
    return holder(inventory, "", address, time);
  }
}
