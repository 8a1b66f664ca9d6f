package io.sluice.bench.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a fleet as {@code kubectl} would: a List of its nodes, workloads and last pods, and a
 * recording of the pods before them.
 */
final class SnapshotFiles {
  private final Fleet fleet;
  private final List<App> apps;

  /**
   * The files of a fleet.
   *
   * @param churn whether pods of short lives are part of it
   */
  SnapshotFiles(Fleet fleet, boolean churn) {
    this.fleet = fleet;
    this.apps = new ArrayList<>(fleet.apps());
    if (churn) {
      apps.addAll(fleet.churn().apps());
    }
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (OutputStream out = Files.newOutputStream(folder.resolve("objects.json"))) {
      objects(out);
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("gone-pods.jsonl"))) {
      gonePods(out);
    }
  }

  private void objects(OutputStream out) throws IOException {
    Bytes to = new Bytes().put("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":");
    to.put("{\"annotations\":{\"sluice.io/taken-at\":\"").put(time(Fleet.END_MILLIS));
    to.put("\"}},\"items\":[");
    String comma = "";
    for (Machine machine : fleet.machines()) {
      node(to.put(comma), machine);
      comma = ",\n";
    }
    for (App app : apps) {
      workload(to.put(comma), app);
      for (Replica pod : lastPods(app)) {
        pod(to.put(comma), app, pod, false);
      }
      to.moveTo(out);
    }
    to.put("]}").moveTo(out);
  }

  private static List<Replica> lastPods(App app) {
    return app.slots().stream().map(Slot::last).filter(pod -> !isGone(pod)).toList();
  }

  private static boolean isGone(Replica pod) {
    return pod.toMillis() < Fleet.END_MILLIS;
  }

  private void gonePods(OutputStream out) throws IOException {
    Bytes to = new Bytes();
    for (App app : apps) {
      for (Slot slot : app.slots()) {
        for (Replica life : slot.lives().stream().filter(SnapshotFiles::isGone).toList()) {
          pod(to.put("{\"type\":\"ADDED\",\"object\":"), app, life, false);
          pod(to.put("}\n{\"type\":\"DELETED\",\"object\":"), app, life, true);
          to.put("}\n");
        }
      }
      to.moveTo(out);
    }
  }

  private static void node(Bytes to, Machine machine) {
    to.put("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"")
        .put(machine.name());
    to.put("\"},\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"");
    to.put(machine.address()).put("\"}]}}");
  }

  private static void workload(Bytes to, App app) {
    to.put("{\"apiVersion\":\"apps/v1\",\"kind\":\"").put(app.kind());
    to.put("\",\"metadata\":{\"name\":\"").put(app.name()).put("\",\"namespace\":\"");
    to.put(app.namespace()).put("\"},\"spec\":{\"replicas\":").put(lastPods(app).size());
    to.put(",\"selector\":{\"matchLabels\":{\"app\":\"").put(app.name());
    to.put("\"}},\"template\":{\"metadata\":{\"labels\":");
    labels(to, app);
    to.put("},\"spec\":{\"containers\":[");
    container(to, app);
    to.put("]}}}}");
    if (app.deployment()) {
      replicaSet(to, app);
    }
  }

  private static void replicaSet(Bytes to, App app) {
    to.put(",\n{\"apiVersion\":\"apps/v1\",\"kind\":\"ReplicaSet\",\"metadata\":{\"name\":\"");
    to.put(app.name()).put('-').put(app.hash()).put("\",\"namespace\":\"").put(app.namespace());
    to.put("\",");
    owner(to, "Deployment", app.name());
    to.put("},\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"").put(app.name());
    to.put("\"}}}}");
  }

  private static void pod(Bytes to, App app, Replica pod, boolean gone) {
    to.put("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"").put(pod.name());
    to.put("\",\"namespace\":\"").put(app.namespace()).put("\",\"creationTimestamp\":\"");
    to.put(time(pod.fromMillis())).put("\",");
    if (gone) {
      to.put("\"deletionTimestamp\":\"").put(time(pod.toMillis())).put("\",");
    }
    to.put("\"labels\":");
    labels(to, app);
    to.put(',');
    owner(
        to,
        app.deployment() ? "ReplicaSet" : "StatefulSet",
        app.deployment() ? app.name() + "-" + app.hash() : app.name());
    to.put("},\"spec\":{\"nodeName\":\"").put(pod.machine().name()).put("\",\"containers\":[");
    container(to, app);
    to.put("]},\"status\":{\"phase\":\"Running\",\"startTime\":\"").put(time(pod.fromMillis()));
    to.put("\",\"podIP\":\"").put(pod.address());
    to.put("\",\"podIPs\":[{\"ip\":\"").put(pod.address()).put("\"}]}}");
  }

  private static void labels(Bytes to, App app) {
    to.put("{\"app\":\"").put(app.name()).put("\",\"app.kubernetes.io/component\":\"");
    to.put(app.tier()).put("\",\"app.kubernetes.io/part-of\":\"").put(app.namespace());
    to.put(app.deployment() ? "\",\"tier\":\"" + app.tier() + "\"}" : "\"}");
  }

  private static void container(Bytes to, App app) {
    to.put("{\"name\":\"main\",\"ports\":[{\"containerPort\":").put(app.port());
    to.put(",\"protocol\":\"").put(app.protocol() == 17 ? "UDP\"}]}" : "TCP\"}]}");
  }

  private static void owner(Bytes to, String kind, String name) {
    to.put("\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"controller\":true,\"kind\":\"");
    to.put(kind).put("\",\"name\":\"").put(name).put("\"}]");
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochSecond(epochMillis / 1000).toString();
  }
}
