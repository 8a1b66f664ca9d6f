package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * A finding of {@code check}, to be found again.
 *
 * @param rule its kind
 * @param namespaces those of its ends, or of its subject
 * @param json as in the report
 */
public record FindingEntry(String rule, Set<String> namespaces, JsonNode json) {
  static FindingEntry of(JsonNode finding) {
    Set<String> namespaces = new TreeSet<>();
    String subject = finding.path("subject").asText();
    namespaces.add(subject.substring(0, Math.max(0, subject.indexOf('/'))));
    namespaces.add(finding.path("from").path("namespace").asText());
    namespaces.add(finding.path("to").path("namespace").asText());
    namespaces.remove("");
    return new FindingEntry(finding.path("rule").asText(), namespaces, finding);
  }

  /** The same to be written somewhere. */
  public ObjectNode copy() {
    return json.deepCopy();
  }
}
