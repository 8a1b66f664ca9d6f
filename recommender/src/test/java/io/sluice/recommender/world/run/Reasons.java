package io.sluice.recommender.world.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Reads out of a report why directions are left open. */
final class Reasons {
  private Reasons() {}

  /** By title and direction; by title alone where nothing is proposed. */
  static Map<String, String> of(JsonNode report) {
    Map<String, String> reasons = new TreeMap<>();
    for (JsonNode workload : report.path("workloads")) {
      add(reasons, workload, workload);
      workload.path("mergedWith").forEach(other -> add(reasons, other, workload));
    }
    return reasons;
  }

  private static void add(Map<String, String> reasons, JsonNode party, JsonNode of) {
    String title = party.path("namespace").asText() + "/" + party.path("name").asText();
    if (!of.path("state").asText().equals("proposed")) {
      reasons.put(title, of.path("state").asText() + " " + of.path("stateReason").asText());
    }
    for (JsonNode hold : of.path("heldOpen")) {
      String words = hold.path("reason").asText() + ": " + hold.path("detail").asText();
      reasons.merge(title + " " + hold.path("direction").asText(), words, (a, b) -> a + "; " + b);
    }
  }
}
