package io.sluice.recommender.write.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.diff.Difference;
import io.sluice.recommender.audit.diff.FlowChange;
import io.sluice.recommender.audit.diff.FlowDiff;
import io.sluice.recommender.audit.diff.IsolationChange;
import io.sluice.recommender.audit.diff.PolicyChange;
import io.sluice.recommender.audit.diff.connectivity.Shift;
import io.sluice.recommender.audit.diff.connectivity.Untold;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.report.EdgeJson;
import io.sluice.recommender.write.report.Findings;
import io.sluice.recommender.write.report.NamespaceFilter;
import io.sluice.recommender.write.report.RunJson;
import io.sluice.recommender.write.report.VerdictJson;
import java.util.List;

/** The answer of {@code diff} as JSON, {@code docs/schemas/diff-report.json}; nothing left out. */
final class DiffJson {
  private final EdgeText text;
  private final NamespaceFilter filter;

  DiffJson(EdgeText text, NamespaceFilter filter) {
    this.text = text;
    this.filter = filter;
  }

  ObjectNode of(Difference difference, DiffRun run) {
    ObjectNode document = JsonText.document("DiffReport");
    if (run.flows().isPresent()) {
      RunJson.add(document, run.flows().get());
    } else {
      RunJson.input(document.putObject("run"), run.problems(), run.warnings());
    }
    ((ObjectNode) document.path("run"))
        .put("old", run.oldPath())
        .put("new", run.newPath())
        .put("engine", run.oldEngine())
        .put("engineTo", run.newEngine());
    difference.flows().ifPresent(flows -> flows(document.putObject("flows"), flows));
    isolation(document.putArray("isolation"), difference.isolation());
    policies(document.putObject("policies"), difference);
    ArrayNode connectivity = document.putArray("connectivity");
    difference.connectivity().stream()
        .filter(change -> ExtentText.isShown(change.change(), filter))
        .forEach(change -> connectivity.add(ConnectivityJson.of(change)));
    untold(document.putArray("connectivityNotEvaluated"), difference.untold());
    shifts(
        document.putArray("widened"), difference.shifts().stream().filter(Shift::widened).toList());
    shifts(
        document.putArray("tightened"),
        difference.shifts().stream().filter(Shift::tightened).toList());
    return document.put("different", !difference.isEmpty());
  }

  private void untold(ArrayNode array, List<Untold> all) {
    for (Untold untold : all) {
      if (filter.shows(untold.workload().namespace())) {
        ObjectNode json = array.addObject();
        EdgeJson.workload(json.putObject("workload"), untold.workload());
        json.put("direction", untold.direction().word());
        if (!untold.policy().isEmpty()) {
          json.put("policy", untold.policy());
        }
        json.put("reason", untold.reason());
      }
    }
  }

  private void flows(ObjectNode json, FlowDiff flows) {
    changes(json.putArray("newlyDenied"), flows.denied());
    changes(json.putArray("newlyAllowed"), flows.allowed());
    json.put("newlyDeniedEdges", flows.denied().size());
    json.put("newlyAllowedEdges", flows.allowed().size());
    json.put("unchangedEdges", flows.unchanged());
    json.put("notEvaluatedEdges", flows.notEvaluatedEdges());
    ObjectNode reasons = json.putObject("notEvaluatedByReason");
    flows.notEvaluated().forEach(reasons::put);
  }

  private void changes(ArrayNode array, List<FlowChange> changes) {
    changes.stream().filter(c -> filter.shows(c.edge())).forEach(c -> array.add(change(c)));
  }

  private ObjectNode change(FlowChange change) {
    ObjectNode json = new EdgeJson(text).of(change.edge());
    json.put("countsAs", Findings.standing(change.edge().standing()));
    json.put("recorded", change.edge().edge().key().denied() ? "stopped" : "forwarded");
    json.putObject("sample")
        .put("from", change.client())
        .put("to", change.server())
        .put("port", change.port());
    verdicts(json, change.before(), change.after());
    EdgeJson.families(json, "changedFamilies", change.families());
    return json.put("newlyDeniedPairs", change.deniedPairs())
        .put("newlyAllowedPairs", change.allowedPairs())
        .put("pairs", change.pairs());
  }

  /** What each side says of the sample, with the policy and rule that decide. */
  static void verdicts(ObjectNode json, Verdict before, Verdict after) {
    VerdictJson.add(json.putObject("old"), before);
    VerdictJson.add(json.putObject("new"), after);
  }

  private void isolation(ArrayNode array, List<IsolationChange> changes) {
    for (IsolationChange change : changes) {
      if (filter.shows(change.workload().namespace())) {
        ObjectNode json = array.addObject();
        json.put("change", change.isolated() ? "newly-isolated" : "no-longer-isolated");
        EdgeJson.workload(json.putObject("workload"), change.workload());
        json.put("direction", change.direction().word());
        json.put("pods", change.pods()).put("allPods", change.allPods());
        ArrayNode policies = json.putArray("policies");
        change.policies().forEach(policy -> policies.add(VerdictJson.policy(policy)));
      }
    }
  }

  private void policies(ObjectNode json, Difference difference) {
    ArrayNode changes = json.putArray("changes");
    for (PolicyChange change : difference.policies().changes()) {
      if (filter.shows(PolicySection.namespace(change))) {
        ObjectNode object = changes.addObject().put("change", change.kind().word());
        if (!change.cluster().isEmpty()) {
          object.put("cluster", change.cluster());
        }
        object.put("policy", change.policy());
        if (!change.note().isEmpty()) {
          object.put("note", change.note());
        }
      }
    }
    json.put("unchanged", difference.policies().unchanged());
  }

  private void shifts(ArrayNode array, List<Shift> shifts) {
    for (Shift shift : shifts) {
      if (filter.shows(shift.workload().namespace())) {
        ObjectNode json = array.addObject();
        EdgeJson.workload(json.putObject("workload"), shift.workload());
        json.put("direction", shift.direction().word());
      }
    }
  }
}
