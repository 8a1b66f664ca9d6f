package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.ingest.Account;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.write.Wording;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The keys {@code run}, {@code accounting} and {@code coverage}, which all JSON reports share. */
public final class RunJson {
  private RunJson() {}

  public static void add(ObjectNode document, RunSummary run) {
    run(document.putObject("run"), run);
    accounting(document.putObject("accounting"), run.account()).put("files", run.logs());
    coverage(document.putObject("coverage"), run);
  }

  private static void run(ObjectNode json, RunSummary run) {
    if (!run.engine().isEmpty()) {
      json.put("engine", run.engine());
    }
    window(json, run.coverage().firstMillis(), run.coverage().lastMillis());
    input(json, run.policyProblems(), run.warnings());
  }

  /** The keys {@code warnings} and {@code policyProblems}. */
  public static void input(ObjectNode json, List<PolicyProblem> problems, List<String> warnings) {
    strings(json.putArray("warnings"), warnings);
    ArrayNode array = json.putArray("policyProblems");
    problems.forEach(problem -> problem(array.addObject(), problem));
  }

  private static void problem(ObjectNode json, PolicyProblem problem) {
    json.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    json.put("policy", problem.policy());
    json.put("file", problem.file());
    json.put("line", problem.line());
    json.put("message", problem.message());
  }

  /** {@code window} with both ends, or nothing where no record has a time. */
  static void window(ObjectNode json, long firstMillis, long lastMillis) {
    if (firstMillis <= lastMillis) {
      json.putObject("window")
          .put("from", Wording.exactTime(firstMillis))
          .put("to", Wording.exactTime(lastMillis));
    }
  }

  static ObjectNode accounting(ObjectNode json, Account account) {
    json.put("records", account.records());
    json.put("used", account.used());
    json.put("skipped", account.skipped());
    ObjectNode reasons = json.putObject("skippedByReason");
    account.skippedByReason().forEach((reason, records) -> reasons.put(reason.word(), records));
    return json;
  }

  private static void coverage(ObjectNode json, RunSummary run) {
    Coverage coverage = run.coverage();
    json.put("windowHours", coverage.windowHours());
    json.put("hoursWithData", coverage.hoursWithData());
    ArrayNode gaps = json.putArray("gaps");
    coverage
        .gaps()
        .forEach(
            gap ->
                gaps.addObject()
                    .put("from", Wording.exactTime(gap.fromMillis()))
                    .put("to", Wording.exactTime(gap.toMillis())));
    json.put("lostEvents", coverage.lostEvents());
    json.put("attributedRecords", coverage.attributedRecords());
    ObjectNode unknown = json.putObject("unknownRecords");
    coverage.unknownRecords().forEach((reason, records) -> unknown.put(reason.word(), records));
    json.put("ambiguousRecords", coverage.ambiguousRecords());
    strings(json.putArray("notes"), coverage.notes());
    ArrayNode unread = json.putArray("unreadFiles");
    run.input()
        .unknown()
        .forEach(
            file ->
                unread.addObject().put("file", file.file()).put("format", file.format().word()));
  }

  static void strings(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}
