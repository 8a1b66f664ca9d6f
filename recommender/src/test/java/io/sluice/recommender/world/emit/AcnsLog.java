package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldPod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What AKS stores of the same: windows of 30 seconds per node, by workload, without addresses,
 * names of pods and source ports.
 */
public final class AcnsLog implements Log {
  private static final int WINDOW_SECONDS = 30;

  /** Counts by node, window and what is kept of a flow: egress, ingress. */
  private final Map<String, int[]> counts = new TreeMap<>();

  @Override
  public void write(World world, List<Attempt> attempts, Path folder) throws IOException {
    attempts.forEach(this::report);
    Map<String, List<String>> files = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          String[] parts = key.split("\t", -1);
          files.computeIfAbsent(parts[0], n -> new ArrayList<>()).add(line(parts, count));
        });
    counts.clear();
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey()).resolve("events.log");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @Override
  public boolean shows(World world, Attempt attempt) {
    return attempt.fate() != Fate.FILTERED
        && (attempt.client().asPod().isPresent() || attempt.server().asPod().isPresent());
  }

  private void report(Attempt a) {
    if (a.fate() == Fate.FILTERED) {
      return;
    }
    if (a.client().asPod().isPresent()) {
      count(a, a.client().onNode().orElseThrow(), "FORWARDED", 0);
    }
    if (a.server().asPod().isPresent()) {
      String verdict = a.fate() == Fate.DENIED ? "DROPPED" : "FORWARDED";
      count(a, a.server().onNode().orElseThrow(), verdict, 1);
    }
  }

  private void count(Attempt a, WorldNode node, String verdict, int direction) {
    if (verdict.equals("FORWARDED")
        && direction == 0
        && a.fate() == Fate.DENIED
        && a.withinNode()) {
      return; // One node, one decision.
    }
    add(a, node, verdict, direction, false);
    boolean answers = a.fate() == Fate.ANSWERED || a.fate() == Fate.REFUSED;
    if (verdict.equals("FORWARDED") && answers) {
      add(a, node, verdict, direction, true);
    }
  }

  private void add(Attempt a, WorldNode node, String verdict, int direction, boolean reply) {
    long window = a.at().getEpochSecond() / WINDOW_SECONDS * WINDOW_SECONDS;
    Spot source = reply ? a.server() : a.client();
    Spot destination = reply ? a.client() : a.server();
    int port = reply ? a.clientPort() : a.serverPort();
    String key =
        String.join(
            "\t",
            node.name(),
            Instant.ofEpochSecond(window).toString(),
            verdict,
            end(source, node),
            end(destination, node),
            "\"" + (a.tcp() ? "TCP" : "UDP") + "\":{\"destination_port\":" + port + "}",
            String.valueOf(reply),
            a.v6() ? "IPv6" : "IPv4");
    counts.computeIfAbsent(key, k -> new int[2])[direction]++;
  }

  private static String end(Spot spot, WorldNode reporter) {
    if (spot.asPod().isEmpty()) {
      return new HubbleEnds().of(spot, reporter);
    }
    WorldPod pod = spot.asPod().get();
    return "{\"identity\":"
        + (20_000 + Math.floorMod(pod.workload().hashCode(), 40_000))
        + ",\"cluster_name\":\"aks\",\"namespace\":\""
        + pod.workload().namespace()
        + "\",\"workloads\":[{\"name\":\""
        + HubbleEnds.workloadName(pod)
        + "\",\"kind\":\""
        + HubbleEnds.workloadKind(pod)
        + "\"}]}";
  }

  private static String line(String[] parts, int[] count) {
    StringBuilder aggregate = new StringBuilder();
    if (count[1] > 0) {
      aggregate.append("\"ingress_flow_count\":\"").append(count[1]).append('"');
    }
    if (count[0] > 0) {
      aggregate.append(aggregate.length() > 0 ? "," : "");
      aggregate.append("\"egress_flow_count\":\"").append(count[0]).append('"');
    }
    String drop = parts[2].equals("DROPPED") ? ",\"drop_reason_desc\":\"POLICY_DENIED\"" : "";
    return "{\"flow\":{\"time\":\""
        + parts[1]
        + "\",\"verdict\":\""
        + parts[2]
        + "\""
        + drop
        + ",\"IP\":{\"ipVersion\":\""
        + parts[7]
        + "\"},\"l4\":{"
        + parts[5]
        + "},\"source\":"
        + parts[3]
        + ",\"destination\":"
        + parts[4]
        + ",\"node_name\":\"aks/"
        + parts[0]
        + "\",\"is_reply\":"
        + parts[6]
        + ",\"aggregate\":{"
        + aggregate
        + "}}}";
  }
}
