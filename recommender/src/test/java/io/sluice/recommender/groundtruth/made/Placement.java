package io.sluice.recommender.groundtruth.made;

import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives each replica a node, a name and an address of its own; pods on the host's network have
 * their node's. A CronJob runs once, early in the day, and its pod stays listed.
 */
public final class Placement {
  private static final Instant INSTALLED = WorldOptions.START.minus(Duration.ofHours(5));
  private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
  private static final Duration RUN_AT = Duration.ofHours(2);
  private static final Duration RUN = Duration.ofMinutes(20);

  private final List<WorldNode> nodes;
  private final int[] addresses;
  private final Map<String, List<WorldPod>> pods = new LinkedHashMap<>();
  private int placed;

  public Placement(List<WorldNode> nodes, List<Template> templates) {
    this.nodes = nodes;
    this.addresses = new int[nodes.size()];
    templates.forEach(this::place);
  }

  /** The pods of {@code namespace/Kind/name}. */
  public List<WorldPod> of(String title) {
    return pods.getOrDefault(title, List.of());
  }

  /** Whether {@code namespace/Kind/name} has pods. */
  public boolean runs(String title) {
    return !of(title).isEmpty();
  }

  /** All pods, by number. */
  public List<WorldPod> all() {
    return pods.values().stream().flatMap(List::stream).toList();
  }

  private void place(Template template) {
    WorldWorkload workload = template.workload();
    boolean everywhere = workload.kind().equals("DaemonSet");
    int replicas = everywhere ? nodes.size() : workload.replicas();
    List<WorldPod> own = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      own.add(pod(workload, i, nodes.get(everywhere ? i : placed % nodes.size())));
    }
    pods.put(template.title(), own);
  }

  private WorldPod pod(WorldWorkload workload, int replica, WorldNode node) {
    boolean job = workload.kind().equals("CronJob");
    Instant start = job ? WorldOptions.START.plus(RUN_AT) : INSTALLED;
    String owner = owner(workload, start);
    String name =
        switch (workload.kind()) {
          case "Pod" -> workload.name();
          case "StatefulSet" -> owner + "-" + replica;
          default -> owner + "-" + letters(workload.title() + replica);
        };
    return new WorldPod(
        placed++,
        workload,
        name,
        owner,
        labels(workload, name, owner),
        List.of(workload.hostNetwork() ? node.ip() : nextAddress(node)),
        node,
        start,
        job ? start.plus(RUN) : FAR);
  }

  private static String owner(WorldWorkload workload, Instant start) {
    return switch (workload.kind()) {
      case "Pod" -> "";
      case "Deployment" -> workload.name() + "-" + hash(workload.title());
      case "CronJob" -> workload.name() + "-" + start.getEpochSecond() / 60;
      default -> workload.name();
    };
  }

  private static SortedMap<String, String> labels(
      WorldWorkload workload, String name, String owner) {
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    switch (workload.kind()) {
      case "Deployment" -> labels.put("pod-template-hash", hash(workload.title()));
      case "DaemonSet" -> labels.put("controller-revision-hash", hash(workload.title()));
      case "StatefulSet" -> {
        labels.put("controller-revision-hash", owner + "-" + hash(workload.title()));
        labels.put("statefulset.kubernetes.io/pod-name", name);
      }
      case "CronJob" -> labels.put("batch.kubernetes.io/job-name", owner);
      default -> {}
    }
    return labels;
  }

  private static String hash(String of) {
    return String.format(Locale.ROOT, "%08x", of.hashCode());
  }

  private static String letters(String of) {
    return String.format(Locale.ROOT, "%08x", of.hashCode() * 31).substring(3);
  }

  private String nextAddress(WorldNode node) {
    return "10.244." + node.index() + "." + (4 + addresses[node.index()]++);
  }
}
