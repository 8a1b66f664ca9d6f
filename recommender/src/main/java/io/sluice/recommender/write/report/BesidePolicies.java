package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.recommend.AllowedAlready;
import io.sluice.recommender.recommend.NamespaceDefault;
import io.sluice.recommender.recommend.PathPair;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a proposal has to do with other policies: what those that stay admit already, the default
 * denies of namespaces, and the two ends of paths between namespaces.
 */
final class BesidePolicies {
  private static final List<Column> PAIRS =
      List.of(
          Column.text("FROM"),
          Column.text("TO"),
          Column.text("PORTS"),
          Column.text("EGRESS POLICY"),
          Column.text("INGRESS POLICY"),
          Column.text("ORDER"));

  /** A line of text names so many. */
  private static final int SHOWN = 8;

  private final RecommendationReport report;

  BesidePolicies(RecommendationReport report) {
    this.report = report;
  }

  void write(Document document) {
    document.bullets(report.proposals().stream().flatMap(p -> already(p).stream()).toList());
    document.bullets(report.defaults().stream().map(this::words).toList());
    if (!report.pairs().isEmpty()) {
      document.line("Paths between namespaces, which need both ends:");
      document.table(PAIRS, report.pairs().stream().map(this::row).toList());
    }
  }

  private List<String> already(WorkloadProposal proposal) {
    int count = proposal.allowedAlready().size();
    if (count == 0) {
      return List.of();
    }
    TreeSet<String> policies = new TreeSet<>();
    proposal.allowedAlready().forEach(a -> policies.addAll(a.policies()));
    return List.of(
        report.text().workload(proposal.workload())
            + ": "
            + Wording.count(count, "edge is", "edges are")
            + " allowed already and not repeated, by "
            + String.join(", ", policies));
  }

  private String words(NamespaceDefault d) {
    String namespace = (d.cluster().isEmpty() ? "" : d.cluster() + ": ") + d.namespace();
    if (d.policy().isPresent()) {
      return "namespace "
          + namespace
          + ": "
          + d.policy().get().name()
          + " isolates every pod; apply it after the policies of its workloads";
    }
    List<String> first = d.refusals().stream().limit(SHOWN).toList();
    int more = d.refusals().size() - first.size();
    return "namespace "
        + namespace
        + " gets no default deny, because it would cut off what nobody has seen or decided: "
        + String.join("; ", first)
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private List<String> row(PathPair pair) {
    return List.of(
        report.text().workload(pair.client()),
        report.text().workload(pair.server()),
        String.join(", ", pair.ports()),
        pair.egress(),
        pair.ingress(),
        pair.order());
  }

  /** Of one workload. */
  void json(ObjectNode workload, WorkloadProposal proposal) {
    ArrayNode array = workload.putArray("allowedAlready");
    EdgeJson edges = new EdgeJson(report.text());
    for (AllowedAlready already : proposal.allowedAlready()) {
      ObjectNode json = JsonText.object().put("direction", already.direction().word());
      RunJson.strings(json.putArray("policies"), new ArrayList<>(already.policies()));
      ObjectNode edge = edges.of(already.edge());
      edge.set(
          "sighting",
          ConfidenceJson.sighting(
              Sighting.of(
                  List.of(already.edge().edge()),
                  report.inventory(),
                  report.recommendation().window())));
      json.set("edge", edge);
      array.add(json);
    }
  }

  /** Of the whole. */
  void json(ObjectNode document) {
    ArrayNode defaults = document.putArray("namespaceDefaults");
    for (NamespaceDefault d : report.defaults()) {
      ObjectNode json = JsonText.object();
      if (!d.cluster().isEmpty()) {
        json.put("cluster", d.cluster());
      }
      json.put("namespace", d.namespace());
      d.policy().ifPresent(policy -> json.put("policy", policy.name()));
      RunJson.strings(json.putArray("refusals"), d.refusals());
      defaults.add(json);
    }
    ArrayNode pairs = document.putArray("pairs");
    for (PathPair pair : report.pairs()) {
      ObjectNode json = JsonText.object();
      json.set("client", EdgeJson.workload(JsonText.object(), pair.client()));
      json.set("server", EdgeJson.workload(JsonText.object(), pair.server()));
      RunJson.strings(json.putArray("ports"), new ArrayList<>(pair.ports()));
      json.put("egressPolicy", pair.egress()).put("ingressPolicy", pair.ingress());
      pairs.add(json.put("order", pair.order()));
    }
  }
}
