package io.sluice.recommender.world.emit;

import io.sluice.recommender.example.Fields;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.emit.PodObjects.Phase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A snapshot of everything at one time, and the pods' changes until then as a watch shows them. */
final class ClusterFiles {
  /** So long the API keeps a finished Job's pod, with its address. */
  private static final long KEPT_SECONDS = 7_200;

  private final World world;
  private final Instant takenAt;

  ClusterFiles(World world, Instant takenAt) {
    this.world = world;
    this.takenAt = takenAt;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("snapshot.json"), Json.text(snapshot()));
    try (Writer writer = Files.newBufferedWriter(folder.resolve("pods-watch.json"))) {
      for (Map.Entry<Instant, List<String>> moment : events().entrySet()) {
        for (String event : moment.getValue()) {
          writer.append(event).append('\n');
        }
      }
    }
  }

  private Object snapshot() {
    List<WorldPod> shown =
        world.pods().stream()
            .filter(p -> !p.start().isAfter(takenAt) && goneAt(p).isAfter(takenAt))
            .toList();
    List<WorldPod> running = shown.stream().filter(p -> p.end().isAfter(takenAt)).toList();
    List<Object> items = new ArrayList<>();
    world.namespaces().forEach((name, labels) -> items.add(namespace(name, labels)));
    world.nodes().forEach(node -> items.add(node(node)));
    shown.forEach(pod -> items.add(PodObjects.pod(pod, phase(pod))));
    items.addAll(OwnerObjects.of(world.workloads(), shown));
    items.addAll(ServiceObjects.of(world.services(), running));
    items.addAll(world.policies());
    return Json.object(
        "v1",
        "List",
        Fields.of("annotations", Fields.of("sluice.io/taken-at", Json.time(takenAt))),
        "items",
        items);
  }

  private Phase phase(WorldPod pod) {
    return pod.end().isAfter(takenAt) ? Phase.RUNNING : Phase.SUCCEEDED;
  }

  private static Instant goneAt(WorldPod pod) {
    return pod.workload().runsJobs() ? pod.end().plusSeconds(KEPT_SECONDS) : pod.end();
  }

  private static Object namespace(String name, Map<String, String> labels) {
    return Json.object(
        "v1", "Namespace", Json.metadata("Namespace", "", name, labels, Json.INSTALLED));
  }

  private Object node(WorldNode node) {
    Map<String, String> labels =
        Map.of("kubernetes.io/os", "linux", "kubernetes.io/hostname", node.name());
    SortedMap<String, Object> spec = Fields.of("providerID", "azure:///vm/" + node.index());
    if (world.options().network() == WorldOptions.Network.OVERLAY) {
      spec.put("podCIDR", node.podRange());
      spec.put("podCIDRs", podRanges(node));
    }
    return Json.object(
        "v1",
        "Node",
        Json.metadata("Node", "", node.name(), labels, Json.INSTALLED),
        "spec",
        spec,
        "status",
        Fields.of(
            "addresses",
            List.of(
                Fields.of("type", "InternalIP", "address", node.ip()),
                Fields.of("type", "Hostname", "address", node.name())),
            "nodeInfo",
            Fields.of("operatingSystem", "linux")));
  }

  private List<String> podRanges(WorldNode node) {
    String v6 = String.format("fd12:3456:789a:%x::/64", node.index());
    return world.options().dualStack() ? List.of(node.podRange(), v6) : List.of(node.podRange());
  }

  private SortedMap<Instant, List<String>> events() {
    SortedMap<Instant, List<String>> events = new TreeMap<>();
    for (WorldPod pod : world.pods()) {
      if (pod.start().isBefore(WorldOptions.START)) {
        add(events, "ADDED", WorldOptions.START, pod, Phase.RUNNING);
      } else {
        add(events, "ADDED", pod.start().minusSeconds(1), pod, Phase.PENDING);
        add(events, "MODIFIED", pod.start().plusSeconds(1), pod, Phase.RUNNING);
      }
      if (pod.workload().runsJobs()) {
        add(events, "MODIFIED", pod.end(), pod, Phase.SUCCEEDED);
        add(events, "DELETED", goneAt(pod), pod, Phase.SUCCEEDED);
      } else {
        add(events, "MODIFIED", pod.end().minusSeconds(30), pod, Phase.LEAVING);
        add(events, "DELETED", pod.end(), pod, Phase.LEAVING);
      }
    }
    return events;
  }

  private void add(
      SortedMap<Instant, List<String>> events, String type, Instant at, WorldPod pod, Phase phase) {
    if (!at.isAfter(takenAt) && !at.isBefore(WorldOptions.START)) {
      String event =
          Json.text(
              Fields.of("type", type, "time", at.toString(), "object", PodObjects.pod(pod, phase)));
      events.computeIfAbsent(at, t -> new ArrayList<>()).add(event);
    }
  }
}
