package io.sluice.recommender.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code edges.json} says of an application: each line becomes edges, or has a reason.
 *
 * @param lines how many there are
 * @param used how many of them became edges
 * @param edges calls between two workloads
 * @param unmade how many lines make no edge, by reason
 * @param goingOut workloads that the maintainers let out to anywhere: they resolve names at least
 */
record Statements(
    int lines,
    int used,
    List<StatedEdge> edges,
    Map<Unmade, Integer> unmade,
    SortedSet<String> goingOut) {

  /**
   * Reads the file.
   *
   * @param pairs what may be asked of the application; an edge without a port is about all of them
   */
  static Statements read(Path file, List<Pair> pairs) {
    JsonNode lines = TruthFiles.json(file);
    List<StatedEdge> edges = new ArrayList<>();
    Map<Unmade, Integer> unmade = new EnumMap<>(Unmade.class);
    SortedSet<String> goingOut = new TreeSet<>();
    int used = 0;
    for (JsonNode line : lines) {
      List<StatedEdge> made = called(line) ? edges(line, pairs) : List.of();
      if (made.isEmpty()) {
        unmade.merge(reason(line), 1, Integer::sum);
      } else {
        used++;
        edges.addAll(made);
      }
      if (line.path("src").has("workload") && line.path("basis").toString().contains("egress")) {
        goingOut.add(title(line.path("src")));
      }
    }
    return new Statements(lines.size(), used, List.copyOf(edges), unmade, goingOut);
  }

  private static boolean called(JsonNode line) {
    String confidence = line.path("confidence").asText();
    return confidence.equals("confirmed") || confidence.equals("config-mention");
  }

  private static Unmade reason(JsonNode line) {
    return switch (line.path("confidence").asText()) {
      case "broad" -> Unmade.BROAD;
      case "policy-intent" -> Unmade.POLICY_ONLY;
      case "refuted" -> Unmade.REFUTED;
      default -> Unmade.NO_WORKLOAD;
    };
  }

  private static List<StatedEdge> edges(JsonNode line, List<Pair> pairs) {
    if (!line.path("src").has("workload") || !line.path("dst").has("workload")) {
      return List.of();
    }
    String client = title(line.path("src"));
    String server = title(line.path("dst"));
    boolean confirmed = line.path("confidence").asText().equals("confirmed");
    if (line.path("port").isInt()) {
      int port = line.path("port").asInt();
      return List.of(new StatedEdge(client, server, line.path("proto").asText(), port, confirmed));
    }
    return pairs.stream()
        .filter(pair -> pair.client().equals(client) && pair.server().equals(server))
        .map(pair -> new StatedEdge(client, server, pair.protocol(), pair.port(), confirmed))
        .toList();
  }

  private static String title(JsonNode end) {
    return end.path("namespace").asText()
        + "/"
        + end.path("kind").asText()
        + "/"
        + end.path("workload").asText();
  }
}
