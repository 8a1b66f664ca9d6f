package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.traffic.SystemRole;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the traffic is the platform's: by its part, with who uses it and what it counts for. */
final class SystemTrafficSection {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("SYSTEM TRAFFIC"),
          Column.text("WORKLOADS"),
          Column.number("EDGES"),
          Column.number("RECORDS"),
          Column.text("COUNTS FOR"));

  /** So many workloads are named in a line of text; JSON has all. */
  private static final int MAX_NAMED = 5;

  /** One part of the platform. */
  private static final class Part {
    private final SortedSet<Workload> workloads = new TreeSet<>();
    private final SortedMap<String, Integer> standings = new TreeMap<>();
    private int edges;
    private long records;

    private void add(JudgedEdge edge, List<Workload> users) {
      edges++;
      records += edge.edge().records();
      standings.merge(word(edge.standing()), 1, Integer::sum);
      workloads.addAll(users);
    }
  }

  private final SortedMap<SystemRole, Part> parts = new TreeMap<>();
  private final EdgeText text;

  /**
   * The section.
   *
   * @param edges the edges that are shown
   */
  SystemTrafficSection(Recommendation recommendation, Collection<JudgedEdge> edges, EdgeText text) {
    this.text = text;
    Set<Workload> applications =
        recommendation.proposals().stream()
            .filter(proposal -> proposal.state() != WorkloadProposal.State.SYSTEM)
            .flatMap(SystemTrafficSection::workloads)
            .collect(Collectors.toSet());
    for (JudgedEdge edge : edges) {
      List<Workload> users = users(edge, applications);
      if (!users.isEmpty()) {
        edge.roles().forEach(r -> parts.computeIfAbsent(r, role -> new Part()).add(edge, users));
      }
    }
  }

  /** The applications at an edge's ends; traffic of the platform among itself has none. */
  private static List<Workload> users(JudgedEdge edge, Set<Workload> applications) {
    List<Workload> users = new ArrayList<>();
    for (Party end : List.of(edge.edge().key().client(), edge.edge().key().server())) {
      if (end instanceof Workload workload && applications.contains(workload)) {
        users.add(workload);
      }
    }
    return users;
  }

  private static Stream<Workload> workloads(WorkloadProposal proposal) {
    return Stream.concat(Stream.of(proposal.workload()), proposal.merged().stream());
  }

  private static String word(Standing standing) {
    if (standing instanceof Standing.Withheld) {
      return "withheld";
    }
    if (standing instanceof Standing.Quarantined) {
      return "quarantined";
    }
    return standing instanceof Standing.NotGoverned ? "not governed" : "used";
  }

  void table(Document document) {
    List<List<String>> rows = new ArrayList<>();
    parts.forEach((role, part) -> rows.add(row(role, part)));
    document.table(COLUMNS, rows);
  }

  private List<String> row(SystemRole role, Part part) {
    List<String> names = part.workloads.stream().map(text::workload).toList();
    String more = names.size() > MAX_NAMED ? " and " + (names.size() - MAX_NAMED) + " more" : "";
    return List.of(
        role.line(),
        String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMED))) + more,
        Wording.count(part.edges),
        Wording.count(part.records),
        part.standings.entrySet().stream()
            .map(entry -> Wording.count(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", ")));
  }

  /** The key {@code systemTraffic}. */
  void json(ObjectNode document) {
    ArrayNode array = document.putArray("systemTraffic");
    parts.forEach(
        (role, part) -> {
          ObjectNode json = array.addObject();
          json.put("role", role.word()).put("meaning", role.meaning());
          ArrayNode workloads = json.putArray("workloads");
          part.workloads.forEach(w -> workloads.add(EdgeJson.workload(JsonText.object(), w)));
          json.put("edges", part.edges).put("records", part.records);
          ObjectNode standings = json.putObject("standings");
          part.standings.forEach(standings::put);
        });
  }
}
