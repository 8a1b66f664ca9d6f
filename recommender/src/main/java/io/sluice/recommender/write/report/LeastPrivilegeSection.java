package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.privilege.Excess;
import io.sluice.recommender.recommend.privilege.PolicyExcess;
import io.sluice.recommender.recommend.tightness.TightnessStep;
import io.sluice.recommender.write.Column;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.Wording;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the proposed policies allow that nobody was seen to use, and what fewer rules would cost.
 */
final class LeastPrivilegeSection {
  private static final List<Column> POLICIES =
      List.of(
          Column.text("POLICY"),
          Column.number("ALLOWED"),
          Column.number("OBSERVED"),
          Column.number("NEVER OBSERVED"),
          Column.number("ADDRESSES NEVER SEEN"),
          Column.text("WIDEST RULE"));

  private static final List<Column> STEPS =
      List.of(
          Column.text("TIGHTNESS"),
          Column.number("POLICIES"),
          Column.number("RULES"),
          Column.number("ALLOWED BUT NEVER OBSERVED"),
          Column.number("ADDRESSES NEVER SEEN"),
          Column.text("THIS ANSWER"));

  private final RecommendationReport report;

  LeastPrivilegeSection(RecommendationReport report) {
    this.report = report;
  }

  /** The total in a line, and what each tightness comes to. */
  void summary(Document document, int policies) {
    Excess excess = report.recommendation().excess();
    document.line(
        Wording.count(policies, "policy is", "policies are")
            + " proposed · of "
            + Wording.count(excess.allowed())
            + " allowed (source pod, destination pod, port) triples "
            + Wording.count(excess.observed())
            + " were observed and "
            + Wording.count(excess.neverObserved())
            + " never");
    if (policies > 0) {
      document.line("Fewer rules or less permission, chosen with --tightness:");
      document.table(STEPS, report.recommendation().tightness().stream().map(this::row).toList());
    }
  }

  private List<String> row(TightnessStep step) {
    return List.of(
        step.tightness().word(),
        Wording.count(step.policies()),
        Wording.count(step.rules()),
        Wording.count(step.triples().neverObserved()),
        step.addressesNeverSeen().toString(),
        step.chosen() ? "yes" : "-");
  }

  /** The policies that allow what was never observed, worst first. */
  void table(Document document) {
    List<PolicyExcess> wide =
        shown().stream()
            .filter(p -> p.triples().neverObserved() > 0 || p.addressesNeverSeen().signum() > 0)
            .toList();
    if (!wide.isEmpty()) {
      document.line("Allowed but never observed, by policy, worst first:");
      document.table(POLICIES, wide.stream().map(this::row).toList());
    }
  }

  private List<PolicyExcess> shown() {
    return report.recommendation().leastPrivilege().policies().stream()
        .filter(p -> report.filter().shows(p.policy().namespace()))
        .toList();
  }

  private List<String> row(PolicyExcess one) {
    NetworkPolicy.Key key = one.policy();
    String cluster = key.cluster().isEmpty() ? "" : key.cluster() + ": ";
    return List.of(
        cluster + key.namespace() + "/" + key.name(),
        Wording.count(one.triples().allowed()),
        Wording.count(one.triples().observed()),
        Wording.count(one.triples().neverObserved()),
        one.addressesNeverSeen().toString(),
        one.widest().map(rule -> words(key, rule)).orElse("-"));
  }

  private String words(NetworkPolicy.Key key, PolicyExcess.OfRule widest) {
    NetworkPolicy policy =
        report.recommendation().proposed().policies().stream()
            .filter(p -> p.key().equals(key))
            .findFirst()
            .orElseThrow();
    PolicyRule rule = policy.rules(widest.direction()).get(widest.rule());
    return widest.direction().word()
        + "["
        + widest.rule()
        + "] ("
        + rule.ports().stream().map(Objects::toString).collect(Collectors.joining(", "))
        + "): "
        + Wording.count(widest.triples().neverObserved());
  }

  /** The keys {@code excess} and {@code tightness}. */
  void json(ObjectNode document) {
    ObjectNode excess = triples(document.putObject("excess"), report.recommendation().excess());
    excess.put("addressesNeverSeen", report.recommendation().leastPrivilege().addressesNeverSeen());
    ArrayNode policies = excess.putArray("policies");
    shown().forEach(one -> policy(policies.addObject(), one));
    ArrayNode steps = document.putArray("tightness");
    for (TightnessStep step : report.recommendation().tightness()) {
      steps
          .addObject()
          .put("tightness", step.tightness().word())
          .put("chosen", step.chosen())
          .put("policies", step.policies())
          .put("rules", step.rules())
          .put("allowed", step.triples().allowed())
          .put("neverObserved", step.triples().neverObserved())
          .put("addressesNeverSeen", step.addressesNeverSeen());
    }
  }

  private static void policy(ObjectNode json, PolicyExcess one) {
    if (!one.policy().cluster().isEmpty()) {
      json.put("cluster", one.policy().cluster());
    }
    json.put("namespace", one.policy().namespace()).put("policy", one.policy().name());
    triples(json, one.triples()).put("addressesNeverSeen", one.addressesNeverSeen());
    ArrayNode rules = json.putArray("rules");
    for (PolicyExcess.OfRule rule : one.rules()) {
      ObjectNode of = rules.addObject();
      of.put("direction", rule.direction().word()).put("rule", rule.rule());
      triples(of, rule.triples());
    }
  }

  private static ObjectNode triples(ObjectNode json, Excess excess) {
    return json.put("allowed", excess.allowed())
        .put("observed", excess.observed())
        .put("neverObserved", excess.neverObserved());
  }
}
