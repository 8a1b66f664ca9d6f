package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.schedule.CronJob;
import io.sluice.recommender.recommend.schedule.ScheduledRuns;
import io.sluice.recommender.write.Wording;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The CronJobs whose runs the logs do not show. */
final class ScheduleSection {
  private final EdgeText text;
  private final List<ScheduledRuns> schedules;
  private final Set<Workload> withPolicy = new TreeSet<>();

  ScheduleSection(RecommendationReport report) {
    this.text = report.text();
    this.schedules =
        report.schedules().stream()
            .filter(runs -> report.filter().shows(runs.job().workload().namespace()))
            .toList();
    for (WorkloadProposal proposal : report.recommendation().proposals()) {
      if (proposal.policy().isPresent()) {
        withPolicy.add(proposal.workload());
        withPolicy.addAll(proposal.merged());
      }
    }
  }

  /** One line for each of them. */
  List<String> lines() {
    return schedules.stream().filter(ScheduledRuns::isBlind).map(this::line).toList();
  }

  private String line(ScheduledRuns runs) {
    CronJob job = runs.job();
    String name = text.workload(job.workload()) + " (CronJob, " + clock(job) + "): ";
    String facts = name + facts(runs) + next(runs);
    return runs.active() || withPolicy.contains(job.workload())
        ? facts
        : facts + "; it gets no policy";
  }

  private static String clock(CronJob job) {
    return job.timeZone().isEmpty() ? job.schedule() : job.schedule() + " " + job.timeZone();
  }

  private static String facts(ScheduledRuns runs) {
    String seen = runs.active() ? "seen in the window" : "no run in the window";
    if (!runs.problem().isEmpty()) {
      return seen + "; " + runs.problem() + " (" + runs.job().origin() + ")";
    }
    if (runs.job().suspended()) {
      return seen + "; suspended";
    }
    if (runs.due() == 0) {
      return seen;
    }
    String gaps =
        runs.dueWithoutData() == 0
            ? ""
            : ", " + Wording.count(runs.dueWithoutData()) + " of them due in hours without data";
    return Wording.count(runs.seen())
        + " of "
        + Wording.count(runs.due(), "run that was due was", "runs that were due were")
        + " seen"
        + gaps;
  }

  private static String next(ScheduledRuns runs) {
    if (!runs.problem().isEmpty() || runs.job().suspended()) {
      return "";
    }
    return runs.nextMillis()
        .map(millis -> "; next run " + Wording.time(millis) + ", outside the window")
        .orElse("; it is never due");
  }

  void json(ObjectNode document) {
    ArrayNode array = document.putArray("cronJobs");
    for (ScheduledRuns runs : schedules) {
      ObjectNode json = EdgeJson.workload(array.addObject(), runs.job().workload());
      json.put("schedule", runs.job().schedule());
      if (!runs.job().timeZone().isEmpty()) {
        json.put("timeZone", runs.job().timeZone());
      }
      json.put("suspended", runs.job().suspended());
      json.put("due", runs.due()).put("seen", runs.seen());
      json.put("dueWithoutData", runs.dueWithoutData()).put("active", runs.active());
      runs.nextMillis().ifPresent(millis -> json.put("next", Wording.exactTime(millis)));
      if (!runs.problem().isEmpty()) {
        json.put("problem", runs.problem() + " (" + runs.job().origin() + ")");
      }
    }
  }
}
