package io.sluice.recommender.write.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.RunSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came out of a run, for whoever reads its manifest; a replay does not need it. */
public final class RunOutcome {
  private final RunSummary summary;
  private final EdgeText text;
  private final List<RunInputs.File> written;
  private final Map<Place, List<RuleEvidence>> evidence = new HashMap<>();

  private record Place(NetworkPolicy.Key policy, Direction direction, int rule) {}

  /**
   * An outcome.
   *
   * @param text how ends are named; addresses of internet clients are masked as in the report
   * @param written the files that were written, sorted
   */
  public RunOutcome(
      Recommendation recommendation,
      RunSummary summary,
      EdgeText text,
      List<RunInputs.File> written) {
    this.summary = summary;
    this.text = text;
    this.written = List.copyOf(written);
    recommendation.proposals().forEach(this::remember);
  }

  private void remember(WorkloadProposal proposal) {
    for (RuleEvidence row : proposal.evidence()) {
      proposal
          .policy()
          .map(policy -> new Place(policy.key(), row.direction(), row.rule()))
          .ifPresent(place -> evidence.computeIfAbsent(place, p -> new ArrayList<>()).add(row));
    }
  }

  List<RunInputs.File> written() {
    return written;
  }

  /** The keys {@code engine} and {@code window}. */
  void run(ObjectNode json) {
    json.put("engine", summary.engine());
    long first = summary.coverage().firstMillis();
    long last = summary.coverage().lastMillis();
    if (first <= last) {
      json.putObject("window")
          .put("from", Wording.exactTime(first))
          .put("to", Wording.exactTime(last));
    }
  }

  /** Why a rule is there, peer by peer and port by port. */
  void evidence(ArrayNode json, NetworkPolicy.Key policy, Direction direction, int rule) {
    for (RuleEvidence row : evidence.getOrDefault(new Place(policy, direction, rule), List.of())) {
      ObjectNode one = json.addObject();
      one.put("peer", row.peer().toString()).put("port", row.port().toString());
      one.put("basis", row.basis());
      if (!row.note().isEmpty()) {
        one.put("note", row.note());
      }
      ArrayNode edges = one.putArray("edges");
      row.edges().forEach(judged -> edge(edges.addObject(), judged));
    }
  }

  private void edge(ObjectNode json, JudgedEdge judged) {
    Edge edge = judged.edge();
    json.put("from", text.client(edge)).put("to", text.server(edge, judged.ambiguous()));
    json.put("port", EdgeText.port(edge));
    json.put("records", edge.records()).put("connections", edge.connections());
    json.put("firstSeen", Wording.exactTime(edge.firstMillis()));
    json.put("lastSeen", Wording.exactTime(edge.lastMillis()));
    if (judged.standing() instanceof Standing.Used used && !used.by().isEmpty()) {
      json.put("decision", used.by());
    }
  }
}
