package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.SelectorProof;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Sighting;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.policy.PolicyYaml;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A recommendation as JSON, in the same order of weight as for people. */
final class RecommendationJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RecommendationReport report;
  private final ObjectNode document = JsonText.document("RecommendationReport");

  RecommendationJson(RecommendationReport report) {
    this.report = report;
  }

  ObjectNode write() {
    RunJson.add(document, report.run());
    new Findings(report.text(), report.filter()).json(document, report.audit());
    Recommendation recommendation = report.recommendation();
    report
        .backtest()
        .ifPresent(
            tested -> new BacktestSection(tested, report.text(), report.filter()).json(document));
    SetAside.json(document, report.edges(), report.text());
    new ScheduleSection(report).json(document);
    new ReviewSection(report.text(), report.edges()).json(document);
    new SystemTrafficSection(recommendation, report.edges(), report.text()).json(document);
    ArrayNode workloads = document.putArray("workloads");
    report.proposals().forEach(proposal -> workloads.add(workload(proposal)));
    new LeastPrivilegeSection(report).json(document);
    new BesidePolicies(report).json(document);
    RunJson.strings(document.putArray("warnings"), recommendation.warnings());
    ArrayNode policies = document.putArray("policies");
    report.proposals().stream()
        .filter(proposal -> proposal.policy().isPresent())
        .forEach(proposal -> policies.add(policy(PolicyYaml.of(proposal))));
    report.defaults().stream()
        .flatMap(d -> d.policy().stream())
        .forEach(policy -> policies.add(policy(PolicyYaml.plain(policy))));
    return document;
  }

  /** The very manifest that is written, as JSON. */
  private static JsonNode policy(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return MAPPER.valueToTree(tree);
  }

  private ObjectNode workload(WorkloadProposal proposal) {
    ObjectNode json = EdgeJson.workload(JsonText.object(), proposal.workload());
    ArrayNode merged = json.putArray("mergedWith");
    proposal.merged().forEach(other -> merged.add(EdgeJson.workload(JsonText.object(), other)));
    json.put("state", RecommendationDocument.word(proposal.state()));
    if (!proposal.stateReason().isEmpty()) {
      json.put("stateReason", proposal.stateReason());
    }
    proposal.policy().ifPresent(policy -> json.put("policy", policy.name()));
    proposal.selector().ifPresent(proof -> json.set("selector", selector(proof)));
    json.put("confidence", proposal.confidence().word());
    Optional.ofNullable(report.recommendation().maturities().get(proposal.workload()))
        .ifPresent(maturity -> json.set("learning", ConfidenceJson.learning(maturity)));
    directions(json.putArray("newlyIsolated"), proposal.newlyIsolated());
    directions(json.putArray("closedDirections"), proposal.closedDirections());
    ArrayNode holds = json.putArray("heldOpen");
    proposal.holds().forEach(hold -> holds.add(hold(hold)));
    RunJson.strings(json.putArray("notes"), proposal.notes());
    new BesidePolicies(report).json(json, proposal);
    ArrayNode evidence = json.putArray("evidence");
    proposal.evidence().forEach(item -> evidence.add(evidence(item)));
    return json;
  }

  private static ObjectNode selector(SelectorProof proof) {
    ObjectNode json = JsonText.object();
    json.put("selector", proof.selector().toString()).put("exact", proof.exact());
    RunJson.strings(json.putArray("extraPods"), proof.extraPods());
    RunJson.strings(json.putArray("uncoveredPods"), proof.uncoveredPods());
    if (!proof.uncheckedPods().isEmpty()) {
      RunJson.strings(json.putArray("uncheckedPods"), proof.uncheckedPods());
    }
    return json;
  }

  private static void directions(ArrayNode array, Collection<Direction> directions) {
    new TreeSet<>(directions).forEach(direction -> array.add(direction.word()));
  }

  private static ObjectNode hold(Hold hold) {
    ObjectNode json = JsonText.object();
    json.put("direction", hold.direction().word()).put("reason", hold.word());
    json.put("detail", hold.detail()).put("records", hold.records());
    return hold.release().isEmpty() ? json : json.put("release", hold.release());
  }

  private static Predicate<IpAddress> seenAt(PolicyPeer peer) {
    return peer instanceof PolicyPeer.IpBlock block ? block.cidr()::contains : address -> true;
  }

  private ObjectNode evidence(RuleEvidence item) {
    ObjectNode json = JsonText.object();
    json.put("direction", item.direction().word()).put("rule", item.rule());
    json.put("peer", item.peer().toString()).put("port", item.port().toString());
    json.put("basis", item.basis());
    item.role().ifPresent(role -> json.put("role", role.word()));
    if (!item.note().isEmpty()) {
      json.put("note", item.note());
    }
    if (item.unseen().signum() > 0) {
      json.put("unseen", item.unseen());
    }
    if (item.port() instanceof PolicyPort.Range range && range.to() > range.from()) {
      json.putObject("ports")
          .put("seen", item.portsSeen())
          .put("opened", range.to() - range.from() + 1);
    }
    if (!item.names().isEmpty()) {
      RunJson.strings(json.putArray("names"), item.names());
    }
    ArrayNode edges = json.putArray("edges");
    EdgeJson edgeJson = new EdgeJson(report.text());
    for (JudgedEdge edge : item.edges()) {
      ObjectNode one = edgeJson.of(edge, seenAt(item.peer()));
      one.set("sighting", ConfidenceJson.sighting(sighting(edge)));
      edges.add(one);
    }
    return json;
  }

  private Sighting sighting(JudgedEdge edge) {
    return Sighting.of(List.of(edge.edge()), report.inventory(), report.recommendation().window());
  }
}
