package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Edges that no rule was made from: withheld and quarantined, by reason and with its release. */
final class SetAside {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("SET ASIDE"),
          Column.text("REASON"),
          Column.number("EDGES"),
          Column.number("RECORDS"),
          Column.text("RELEASE WITH"));

  /** A group of edges that are set aside for the same reason. */
  private record Group(String standing, Standing.Reason reason) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::standing)
            .thenComparing(group -> group.reason.word())
            .thenComparing(group -> group.reason.meaning());

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  private SetAside() {}

  static void table(Document document, List<JudgedEdge> edges) {
    TreeMap<Group, long[]> groups = new TreeMap<>();
    for (JudgedEdge edge : edges) {
      group(edge)
          .ifPresent(
              group -> {
                long[] sums = groups.computeIfAbsent(group, g -> new long[2]);
                sums[0]++;
                sums[1] += edge.edge().records();
              });
    }
    document.table(
        COLUMNS,
        groups.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList());
  }

  private static List<String> row(Group group, long[] sums) {
    Standing.Reason reason = group.reason();
    return List.of(
        group.standing(),
        reason.word() + ": " + reason.meaning(),
        Wording.count(sums[0]),
        Wording.count(sums[1]),
        reason.release().isEmpty() ? "-" : reason.release());
  }

  private static Optional<Group> group(JudgedEdge edge) {
    if (edge.standing() instanceof Standing.Withheld withheld) {
      return Optional.of(new Group("withheld", withheld.reason()));
    }
    return edge.standing() instanceof Standing.Quarantined quarantined
        ? Optional.of(new Group("quarantined", quarantined.reason()))
        : Optional.empty();
  }

  /** The keys {@code withheld} and {@code quarantined}, edge by edge. */
  static void json(ObjectNode document, List<JudgedEdge> edges, EdgeText text) {
    for (String standing : List.of("withheld", "quarantined")) {
      ArrayNode array = document.putArray(standing);
      for (JudgedEdge edge : edges) {
        group(edge)
            .filter(group -> group.standing().equals(standing))
            .ifPresent(group -> array.add(json(edge, group.reason(), text)));
      }
    }
  }

  private static ObjectNode json(JudgedEdge edge, Standing.Reason reason, EdgeText text) {
    ObjectNode json = JsonText.object();
    json.put("reason", reason.word()).put("meaning", reason.meaning());
    if (!reason.release().isEmpty()) {
      json.put("release", reason.release());
    }
    return json.setAll(new EdgeJson(text).of(edge));
  }
}
