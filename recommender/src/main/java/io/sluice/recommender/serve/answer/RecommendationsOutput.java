package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.file.ContentDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes into the topics of recommendations and of findings when one answer follows another: a
 * pure function of what was said before and of the answer.
 *
 * <p>What was said is kept as small texts by key, one per workload, edge and finding, so that a
 * store with a changelog can hold them. The first answer of all says no new edges: all of them
 * would be.
 */
public final class RecommendationsOutput {
  private static final String BEGUN = "begun";
  private static final String WORKLOAD = "workload ";
  private static final String EDGE = "edge ";
  private static final String QUARANTINED = "quarantined ";
  private static final String WOULD_DENY = "would-deny ";

  /**
   * What one answer adds.
   *
   * @param recommendations for the compacted topic of recommendations
   * @param findings for the topic of findings
   * @param said what is to be kept: new and other texts, and the keys that go
   */
  public record Step(
      List<OutputRecord> recommendations,
      List<OutputRecord> findings,
      SortedMap<String, Optional<String>> said) {}

  private final String source;

  /**
   * Output in the name of a service.
   *
   * @param source what events call it, a URI reference such as {@code /sluice}
   */
  public RecommendationsOutput(String source) {
    this.source = source;
  }

  /**
   * The step from one answer to the next.
   *
   * @param before all that was said
   */
  public Step step(Map<String, String> before, Answer answer) {
    return new Stepping(before, answer).step();
  }

  /** A step that is being made. */
  private final class Stepping {
    private final Map<String, String> before;
    private final Answer answer;
    private final SortedMap<String, String> now = new TreeMap<>();
    private final List<OutputRecord> recommendations = new ArrayList<>();
    private final List<OutputRecord> findings = new ArrayList<>();

    Stepping(Map<String, String> before, Answer answer) {
      this.before = before;
      this.answer = answer;
    }

    Step step() {
      now.put(BEGUN, "");
      answer.workloads().forEach(this::workload);
      answer.edges().forEach(this::edge);
      answer.check().path("findings").forEach(this::finding);
      SortedMap<String, Optional<String>> said = new TreeMap<>();
      now.forEach(
          (key, text) -> {
            if (!text.equals(before.get(key))) {
              said.put(key, Optional.of(text));
            }
          });
      for (Map.Entry<String, String> old : new TreeMap<>(before).entrySet()) {
        if (!now.containsKey(old.getKey())) {
          said.put(old.getKey(), Optional.empty());
          gone(old.getKey(), old.getValue());
        }
      }
      return new Step(List.copyOf(recommendations), List.copyOf(findings), said);
    }

    private void workload(String key, WorkloadAnswer workload) {
      OutputRecord record = OutputRecord.of(key, workload.document());
      String digest = workload.digest();
      String whole = ContentDigest.of(record.value().orElseThrow()).sha256();
      now.put(WORKLOAD + key, digest + " " + whole);
      String old = before.get(WORKLOAD + key);
      if (old == null || !old.equals(digest + " " + whole)) {
        recommendations.add(record);
      }
      String oldDigest = old == null ? "" : old.substring(0, old.indexOf(' '));
      if (!oldDigest.equals(digest)) {
        ObjectNode data = JsonText.object().put("change", change(oldDigest, digest));
        data.setAll(workload.summary());
        findings.add(
            new Event(EventType.RECOMMENDATION_CHANGED, source, key, time(), data).record());
      }
    }

    private static String change(String before, String now) {
      return before.isEmpty() ? "proposed" : now.isEmpty() ? "withdrawn" : "changed";
    }

    /** A workload that is not there any more takes its recommendation with it. */
    private void gone(String key, String text) {
      if (!key.startsWith(WORKLOAD)) {
        return;
      }
      String name = key.substring(WORKLOAD.length());
      recommendations.add(OutputRecord.tombstone(name));
      if (!text.startsWith(" ")) {
        ObjectNode data = JsonText.object().put("change", "withdrawn");
        String[] parts = name.split("/", -1);
        data.put("type", "workload");
        if (!parts[0].isEmpty()) {
          data.put("cluster", parts[0]);
        }
        data.put("namespace", parts[1]).put("kind", parts[2]).put("name", parts[3]);
        data.put("state", "gone");
        findings.add(
            new Event(EventType.RECOMMENDATION_CHANGED, source, name, time(), data).record());
      }
    }

    private void edge(String name, JudgedEdge edge) {
      now.put(EDGE + name, "");
      if (before.containsKey(BEGUN) && !before.containsKey(EDGE + name)) {
        findings.add(event(EventType.NEW_EDGE, name, edge));
      }
      if (edge.standing() instanceof Standing.Quarantined) {
        now.put(QUARANTINED + name, "");
        if (!before.containsKey(QUARANTINED + name)) {
          findings.add(event(EventType.QUARANTINED, name, edge));
        }
      }
    }

    private OutputRecord event(EventType type, String name, JudgedEdge edge) {
      String time = Wording.exactTime(edge.edge().firstMillis());
      return new Event(type, source, "edge/" + name, time, answer.json(edge)).record();
    }

    private void finding(JsonNode finding) {
      if (!finding.path("rule").asText().equals(FindingRule.WOULD_DENY.word())
          || !finding.path("status").asText().equals("new")) {
        return;
      }
      String fingerprint = finding.path("fingerprint").asText();
      now.put(WOULD_DENY + fingerprint, "");
      if (!before.containsKey(WOULD_DENY + fingerprint)) {
        String time = finding.path("firstSeen").asText();
        ObjectNode data = finding.deepCopy();
        findings.add(
            new Event(EventType.WOULD_DENY, source, "finding/" + fingerprint, time, data).record());
      }
    }

    /** The end of the evidence: never the clock's time, so that a replay says the same. */
    private String time() {
      long millis = answer.run().coverage().lastMillis();
      return millis == Long.MIN_VALUE ? "" : Wording.exactTime(millis);
    }
  }
}
