package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Hubble exporters of all nodes write. Both nodes of a conversation report it, answers are
 * records of their own, and the tunnel reports some packets once more without saying which way the
 * connection runs.
 */
public final class HubbleLog implements Log {
  private static final int TO_STACK = 3;

  private final HubbleEnds ends = new HubbleEnds();
  private final Map<WorldNode, List<String>> lines = new LinkedHashMap<>();

  @Override
  public void write(World world, List<Attempt> attempts, Path folder) throws IOException {
    world.nodes().forEach(node -> lines.put(node, new ArrayList<>()));
    for (Attempt attempt : attempts) {
      report(attempt);
    }
    for (Map.Entry<WorldNode, List<String>> node : lines.entrySet()) {
      node.getValue().add(lostEvents(node.getKey(), world));
      Path file = folder.resolve(node.getKey().name()).resolve("events.log");
      Files.createDirectories(file.getParent());
      Files.write(file, node.getValue());
    }
    lines.clear();
  }

  private static String lostEvents(WorldNode node, World world) {
    return "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\""
        + (1 + node.index())
        + "\"},\"node_name\":\""
        + node.name()
        + "\",\"time\":\""
        + world.options().split()
        + "\"}";
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
    boolean local = a.withinNode() && a.client().asPod().isPresent();
    if (a.client().asPod().isPresent()) {
      atClient(a, local && a.server().asPod().isPresent());
    }
    if (a.server().asPod().isPresent() && !local) {
      atServer(a);
    }
    if (a.fate() == Fate.DENIED) {
      denied(a);
    }
  }

  private void atClient(Attempt a, boolean delivered) {
    WorldNode node = a.client().onNode().orElseThrow();
    String point = delivered ? "TO_ENDPOINT" : "TO_STACK";
    int subType = delivered ? 0 : TO_STACK;
    if (!(delivered && a.fate() == Fate.DENIED)) {
      add(node, line(a, node, 0, false).layer4("SYN").trace(point, subType, "EGRESS", "NEW"));
    }
    if (!delivered && a.server().asPod().isPresent() && a.number() % 2 == 0) {
      tunnel(a, node, a.number() % 4 == 0 ? "SYN" : "ACK");
    }
    answer(a, node, 900, "TO_ENDPOINT", 0, "EGRESS");
    if (a.tcp() && a.fate() == Fate.ANSWERED) {
      String last = a.purpose() == Attempt.Purpose.SCAN ? "RST" : "PSH";
      add(
          node,
          line(a, node, 1_400, false)
              .layer4(last, "ACK")
              .trace(point, subType, "EGRESS", "ESTABLISHED"));
    }
    if (a.serverPort() == 53 && !a.tcp() && a.number() % 11 == 0) {
      String query = "\"dns\":{\"query\":\"name.example.\",\"observation_source\":\"proxy\"}";
      add(node, line(a, node, 100, false).layer4().layer7(query));
      add(node, line(a, node, 950, true).layer4().layer7(query));
    }
  }

  /** About every 14th record; a packet in the middle of a connection has no SYN. */
  private void tunnel(Attempt a, WorldNode node, String flag) {
    if (flag.equals("SYN") || a.fate() == Fate.ANSWERED) {
      add(node, line(a, node, 60, false).layer4(flag).overlay());
    }
  }

  private void answer(
      Attempt a, WorldNode node, int micros, String point, int subType, String direction) {
    if (a.fate() == Fate.ANSWERED) {
      add(
          node,
          line(a, node, micros, true)
              .layer4("SYN", "ACK")
              .trace(point, subType, direction, "REPLY"));
    } else if (a.fate() == Fate.REFUSED) {
      add(
          node,
          line(a, node, micros, true)
              .layer4("RST", "ACK")
              .trace(point, subType, direction, "REPLY"));
    }
  }

  private void atServer(Attempt a) {
    if (a.fate() == Fate.DENIED) {
      return;
    }
    WorldNode node = a.server().onNode().orElseThrow();
    add(node, line(a, node, 420, false).layer4("SYN").trace("TO_ENDPOINT", 0, "INGRESS", "NEW"));
    answer(a, node, 610, "TO_STACK", TO_STACK, "INGRESS");
    if (a.fate() == Fate.ANSWERED && a.client().asPod().isPresent() && a.number() % 3 == 0) {
      add(
          node,
          line(a, node, 640, true).layer4(a.number() % 2 == 0 ? "SYN" : "PSH", "ACK").overlay());
    }
  }

  private void denied(Attempt a) {
    WorldNode node = a.server().onNode().orElseThrow();
    for (int retry = 0; retry < 2; retry++) {
      int micros = 400 + retry * 1_000_000;
      add(node, line(a, node, micros, false).layer4("SYN").dropped(5));
      add(node, line(a, node, micros + 9, false).layer4("SYN").dropped(1));
    }
  }

  private HubbleLine line(Attempt a, WorldNode node, int micros, boolean reply) {
    return new HubbleLine(ends, a, node, micros, reply);
  }

  private void add(WorldNode node, String line) {
    lines.computeIfAbsent(node, n -> new ArrayList<>()).add(line);
  }
}
