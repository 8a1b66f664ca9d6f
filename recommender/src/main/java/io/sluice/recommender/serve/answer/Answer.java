package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.stream.Delays;
import io.sluice.recommender.answer.Case;
import io.sluice.recommender.answer.Check;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.Gate;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.policy.GeneratedFile;
import io.sluice.recommender.write.policy.PolicyYaml;
import io.sluice.recommender.write.report.EdgeJson;
import io.sluice.recommender.write.report.Findings;
import io.sluice.recommender.write.report.RunJson;
import io.sluice.recommender.write.report.RunSummary;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the service answers, as of one version of its edges and its clusters. Nobody
 * changes it afterwards, so threads share it.
 */
public final class Answer {
  private final long version;
  private final Delays delays;
  private final Case asked;
  private final Gate gate;
  private final EdgeText text;
  private final RunSummary run;
  private final Recommendation recommendation;
  private final ObjectNode check;
  private final SortedMap<String, WorkloadAnswer> workloads;
  private final SortedMap<String, JudgedEdge> edges;
  private final List<JudgedEdge> judged;
  private final SortedMap<String, FindingEntry> findings;

  Answer(
      long version,
      Delays delays,
      Case asked,
      Gate gate,
      RunSummary run,
      Recommendation recommendation,
      JsonNode report,
      Check check,
      ObjectNode checkReport) {
    this.version = version;
    this.delays = delays;
    this.asked = asked;
    this.gate = gate;
    this.text = gate.text();
    this.run = run;
    this.recommendation = recommendation;
    this.judged = check.judged();
    this.check = checkReport;
    this.workloads = workloads(recommendation.proposals(), report.path("workloads"));
    this.edges = edges(judged);
    this.findings = findings(checkReport);
  }

  /** The reports have proposals in their own order. */
  private static SortedMap<String, WorkloadAnswer> workloads(
      List<WorkloadProposal> proposals, JsonNode reported) {
    SortedMap<String, WorkloadAnswer> all = new TreeMap<>();
    for (int i = 0; i < proposals.size(); i++) {
      WorkloadProposal proposal = proposals.get(i);
      ObjectNode evidence = (ObjectNode) reported.get(i);
      Optional<String> yaml =
          proposal.policy().map(policy -> GeneratedFile.stamp(PolicyYaml.of(proposal)));
      put(all, new WorkloadAnswer(proposal.workload(), proposal, yaml, evidence));
      for (Workload other : proposal.merged()) {
        put(all, new WorkloadAnswer(other, proposal, yaml, evidence));
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }

  private static void put(SortedMap<String, WorkloadAnswer> all, WorkloadAnswer answer) {
    all.put(answer.key(), answer);
  }

  private static SortedMap<String, JudgedEdge> edges(List<JudgedEdge> judged) {
    SortedMap<String, JudgedEdge> all = new TreeMap<>();
    judged.forEach(edge -> all.put(EdgeName.of(edge), edge));
    return Collections.unmodifiableSortedMap(all);
  }

  /** In the order of the rules, then by what stays the same of a finding. */
  private static SortedMap<String, FindingEntry> findings(ObjectNode report) {
    SortedMap<String, FindingEntry> all = new TreeMap<>();
    for (String part : List.of("findings", "policyFindings")) {
      for (JsonNode finding : report.path(part)) {
        FindingEntry entry = FindingEntry.of(finding);
        int rule = FindingRule.ofWord(entry.rule()).map(FindingRule::ordinal).orElse(0);
        String key =
            String.format(Locale.ROOT, "%02d %s", rule, finding.path("fingerprint").asText());
        for (int i = 1; all.putIfAbsent(key + " " + i, entry) != null; i++) {
          // Findings that say the same in other places share a fingerprint.
        }
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /** The version that it answers for. */
  public long version() {
    return version;
  }

  /** How many of its flows did not come when they should have. */
  public Delays delays() {
    return delays;
  }

  /** What it is about. */
  Case asked() {
    return asked;
  }

  /** The moment of the clusters' objects, or {@link Long#MIN_VALUE}. */
  public long snapshotMillis() {
    return asked.cluster().inventory().takenAtMillis();
  }

  /** What becomes of findings. */
  Gate gate() {
    return gate;
  }

  /** What it rests on. */
  public RunSummary run() {
    return run;
  }

  /** How ends are named. */
  EdgeText text() {
    return text;
  }

  /** What each edge counts for, in order. */
  List<JudgedEdge> judged() {
    return judged;
  }

  /** What is proposed. */
  public Recommendation recommendation() {
    return recommendation;
  }

  /** Workloads by {@code cluster/namespace/kind/name}. */
  public SortedMap<String, WorkloadAnswer> workloads() {
    return workloads;
  }

  /** The findings of {@code check} by keys that stay the same. */
  public SortedMap<String, FindingEntry> findings() {
    return findings;
  }

  /** The answer of {@code check -o json} for the policies in force. */
  public ObjectNode check() {
    return check.deepCopy();
  }

  /** Edges by what stays the same of them. */
  public SortedMap<String, JudgedEdge> edges() {
    return edges;
  }

  /** An edge as JSON, with what it counts for. */
  public ObjectNode json(JudgedEdge edge) {
    ObjectNode json = JsonText.object().put("id", EdgeName.of(edge));
    json.put("countsAs", Findings.standing(edge.standing()));
    json.setAll(new EdgeJson(text).of(edge));
    return json;
  }

  /** Window, gaps and unknown ends, and the account of all records. */
  public ObjectNode coverage() {
    ObjectNode json = JsonText.document("Coverage");
    RunJson.add(json, run);
    json.putObject("delays").put("late", delays.late()).put("inventoryLag", delays.inventoryLag());
    return json;
  }
}
