package io.sluice.recommender.write.ci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.Gate.Status;
import io.sluice.recommender.write.JsonText;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * SARIF 2.1.0, as code scanning services read it. A result stands at the policy that causes it,
 * where one does; a file is never invented.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class Sarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private Sarif() {}

  /** The findings of a check. */
  public static String write(CheckResults check, String version) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "sluice").put("semanticVersion", version);
    ArrayNode rules = driver.putArray("rules");
    for (FindingRule rule : FindingRule.values()) {
      ObjectNode one = rules.addObject();
      one.put("id", rule.word());
      one.putObject("shortDescription").put("text", rule.meaning());
      one.putObject("defaultConfiguration").put("level", level(rule));
    }
    ArrayNode results = run.putArray("results");
    check.results().forEach(result -> add(results.addObject(), result));
    return JsonText.write(log);
  }

  private static void add(ObjectNode json, CheckResults.Result result) {
    FindingRule rule = result.finding().rule();
    json.put("ruleId", rule.word()).put("ruleIndex", rule.ordinal()).put("level", level(rule));
    json.putObject("message").put("text", result.message());
    ObjectNode location = json.putArray("locations").addObject();
    result.finding().place().ifPresent(place -> physical(location, place));
    location.putArray("logicalLocations").addObject().put("fullyQualifiedName", result.subject());
    json.putObject("partialFingerprints").put("sluice/v1", result.finding().fingerprint());
    json.put("baselineState", result.status() instanceof Status.Known ? "unchanged" : "new");
    if (result.status() instanceof Status.Accepted accepted) {
      json.putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("justification", accepted.exception().reason());
    }
  }

  private static void physical(ObjectNode location, ObjectOrigin place) {
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(place.file()));
    physical.putObject("region").put("startLine", Math.max(1, place.line()));
  }

  /** A path as a URI reference: relative where the path is. */
  private static String uri(String path) {
    try {
      return new URI(null, null, path.replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      return "unnamed";
    }
  }

  private static String level(FindingRule rule) {
    return switch (rule) {
      case WOULD_DENY,
          REFUSED,
          SELECTOR_MISMATCH,
          SELECTION_CHANGED,
          NEWLY_OPEN,
          NEVER_ALLOW,
          EXPECTED_DENIED ->
          "error";
      case DENIED, QUARANTINED, STALE_RULE, DECISION_UNUSED -> "note";
      case NOT_EVALUATED,
          SELECTS_NOTHING,
          UNSUPPORTED,
          NO_POLICY,
          WIDE_OPEN,
          SUSPICIOUS,
          DECISION_EXPIRED ->
          "warning";
    };
  }
}
