package io.sluice.recommender.write.ci;

import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.Finding;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.PolicyFinding;
import io.sluice.recommender.audit.Reported;
import io.sluice.recommender.audit.gate.Gate.Outcome;
import io.sluice.recommender.audit.gate.Gate.Status;
import java.util.List;
import java.util.Map;

/**
 * The findings of a check as build servers want them: one sentence each, and what became of it.
 *
 * @param outcome the findings with their statuses
 * @param text how ends of edges are named
 */
public record CheckResults(Outcome outcome, EdgeText text) {

  /**
   * A finding in one sentence.
   *
   * @param finding the finding
   * @param subject what it is about
   * @param message the sentence
   * @param status what became of it
   */
  record Result(Reported finding, String subject, String message, Status status) {}

  List<Result> results() {
    return outcome.statuses().entrySet().stream().map(this::result).toList();
  }

  List<Result> of(FindingRule rule) {
    return results().stream().filter(result -> result.finding().rule() == rule).toList();
  }

  private Result result(Map.Entry<Reported, Status> judged) {
    if (judged.getKey() instanceof PolicyFinding finding) {
      String part = finding.part().isEmpty() ? "" : " " + finding.part();
      String subject = finding.subject() + part;
      return new Result(finding, subject, subject + ": " + finding.message(), judged.getValue());
    }
    Finding finding = (Finding) judged.getKey();
    String subject =
        text.client(finding.edge().edge())
            + " to "
            + text.server(finding.edge().edge(), finding.edge().ambiguous())
            + " on "
            + EdgeText.port(finding.edge().edge());
    String because = finding.because();
    return new Result(
        finding,
        subject,
        subject + ": " + (finding.note().isEmpty() ? because : finding.note() + ": " + because),
        judged.getValue());
  }
}
