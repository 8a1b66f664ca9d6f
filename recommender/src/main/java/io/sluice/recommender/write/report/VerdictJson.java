package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.write.JsonText;

/** A verdict as JSON: per direction what decided, and where nothing admits, what came nearest. */
public final class VerdictJson {
  private VerdictJson() {}

  /** Adds the verdict to an object. */
  public static void add(ObjectNode json, Verdict verdict) {
    json.put("verdict", word(verdict));
    json.put("because", Reasons.because(verdict));
    if (verdict instanceof Verdict.Allowed allowed) {
      direction(json, Direction.EGRESS, allowed.egress());
      direction(json, Direction.INGRESS, allowed.ingress());
    } else if (verdict instanceof Verdict.Denied denied) {
      direction(json, Direction.EGRESS, denied.egress());
      direction(json, Direction.INGRESS, denied.ingress());
    }
  }

  private static String word(Verdict verdict) {
    if (verdict instanceof Verdict.NotEvaluated) {
      return "not-evaluated";
    }
    return verdict.allowed() ? "allowed" : "denied";
  }

  private static void direction(ObjectNode json, Direction direction, DirectionVerdict verdict) {
    ObjectNode object = json.putObject(direction.word());
    object.put("allows", verdict.allows());
    object.put("because", verdict.because());
    if (verdict instanceof DirectionVerdict.DeniedBy denied) {
      ArrayNode isolating = object.putArray("isolatedBy");
      denied.isolating().forEach(policy -> isolating.add(policy(policy)));
      ArrayNode misses = object.putArray("rulesThatDoNotAdmit");
      denied
          .misses()
          .forEach(miss -> rule(misses.addObject(), miss.rule()).put("reason", miss.reason()));
    } else if (verdict instanceof DirectionVerdict.AllowedBy allowed) {
      rule(object, allowed.rule());
    }
  }

  /** A rule and where it stands. */
  private static ObjectNode rule(ObjectNode json, RuleRef rule) {
    ObjectOrigin place = rule.origin();
    return json.put("rule", rule.toString()).put("file", place.file()).put("line", place.line());
  }

  /** A policy and where it stands. */
  public static ObjectNode policy(NetworkPolicy policy) {
    return JsonText.object()
        .put("policy", policy.title())
        .put("file", policy.origin().file())
        .put("line", policy.origin().line());
  }
}
