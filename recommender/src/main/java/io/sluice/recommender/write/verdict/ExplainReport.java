package io.sluice.recommender.write.verdict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Reasons;
import io.sluice.recommender.audit.explain.Explanation;
import io.sluice.recommender.audit.explain.Explanation.Group;
import io.sluice.recommender.audit.explain.Explanation.Hint;
import io.sluice.recommender.audit.explain.Sides;
import io.sluice.recommender.write.Document;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Report;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.VerdictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The answer of {@code explain}.
 *
 * @param explanation what it shows
 */
public record ExplainReport(Explanation explanation) implements Report {
  private static final List<Direction> DIRECTIONS = List.of(Direction.EGRESS, Direction.INGRESS);

  @Override
  public Document document() {
    Document document = new Document();
    List<String> words =
        explanation.groups().stream().map(group -> word(group.verdict())).distinct().toList();
    String verdict = words.size() == 1 ? words.get(0) : "it depends on the pods";
    document.heading(
        verdict.substring(0, 1).toUpperCase(Locale.ROOT)
            + verdict.substring(1)
            + ": "
            + explanation.connection()
            + " (engine "
            + explanation.engine()
            + ")");
    document.bullets(explanation.notes());
    for (Group group : explanation.groups()) {
      document.heading(title(group)).bullets(lines(group));
    }
    return document;
  }

  private String title(Group group) {
    return group.sample().client()
        + " -> "
        + group.sample().server()
        + " "
        + EdgeText.port(group.sample().protocol(), group.sample().port())
        + ": "
        + word(group.verdict())
        + (group.pairs() == 1
            ? ""
            : ", and " + Wording.count(group.pairs() - 1, "more pair", "more pairs") + " of pods");
  }

  private static List<String> lines(Group group) {
    List<String> lines = new ArrayList<>();
    for (Direction direction : DIRECTIONS) {
      Sides.of(group.verdict(), direction)
          .ifPresent(
              verdict ->
                  lines.add(
                      direction.word()
                          + " of "
                          + Sides.own(group.sample(), direction)
                          + " "
                          + (verdict.allows() ? "allowed: " : "denied: ")
                          + because(verdict)));
      group.hints().stream()
          .filter(hint -> hint.direction() == direction)
          .map(hint -> prefix(hint) + hint.text())
          .forEach(lines::add);
    }
    return lines.isEmpty() ? List.of(Reasons.because(group.verdict())) : lines;
  }

  private static String prefix(Hint hint) {
    return hint.kind() == Hint.Kind.WOULD_ADMIT ? "would admit it: " : "is it meant? ";
  }

  /** With the files, so that the reader can go there. */
  private static String because(DirectionVerdict verdict) {
    if (verdict instanceof DirectionVerdict.AllowedBy by) {
      return by.rule() + " (" + by.rule().origin() + ")";
    }
    if (!(verdict instanceof DirectionVerdict.DeniedBy by)) {
      return verdict.because();
    }
    String isolating =
        by.isolating().stream().map(ExplainReport::placed).collect(Collectors.joining(", "));
    return "isolated by "
        + isolating
        + (by.misses().isEmpty()
            ? ", without any rule"
            : "; nearest rule " + placed(by.misses().get(0)));
  }

  private static String placed(DirectionVerdict.Miss miss) {
    return miss.rule() + " (" + miss.rule().origin() + "): " + miss.reason();
  }

  private static String placed(NetworkPolicy policy) {
    return policy.title() + " (" + policy.origin() + ")";
  }

  private static String word(Verdict verdict) {
    if (verdict instanceof Verdict.NotEvaluated) {
      return "not evaluated";
    }
    return verdict.allowed() ? "allowed" : "denied";
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonText.document("ExplainReport");
    json.put("from", explanation.from()).put("to", explanation.to());
    json.put("protocol", EdgeText.protocol(explanation.protocol()));
    if (explanation.port() >= 0) {
      json.put("port", explanation.port());
    }
    json.put("engine", explanation.engine()).put("pairs", explanation.pairs());
    ArrayNode notes = json.putArray("notes");
    explanation.notes().forEach(notes::add);
    ArrayNode groups = json.putArray("groups");
    explanation.groups().forEach(group -> add(groups.addObject(), group));
    return json;
  }

  private static void add(ObjectNode json, Group group) {
    ObjectNode sample = json.putObject("sample");
    sample.put("from", group.sample().client().toString());
    sample.put("to", group.sample().server().toString());
    if (group.sample().port() >= 0) {
      sample.put("port", group.sample().port());
    }
    json.put("pairs", group.pairs());
    VerdictJson.add(json, group.verdict());
    ArrayNode hints = json.putArray("hints");
    for (Hint hint : group.hints()) {
      hints
          .addObject()
          .put("direction", hint.direction().word())
          .put("kind", hint.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .put("text", hint.text());
    }
  }
}
