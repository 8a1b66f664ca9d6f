package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that run by the clock and did not run while the logs were written. */
final class CronJobsInTheReportTest {
  @TempDir Path folder;

  private TinyWorld world;

  @BeforeEach
  void write() {
    world = new TinyWorld(folder);
  }

  private CommandRun recommend(String schedule, Object... options) {
    Path jobs = folder.resolve("jobs.yaml");
    try {
      Files.writeString(
          jobs,
          """
          apiVersion: batch/v1
          kind: CronJob
          metadata: {name: monthly-report, namespace: batch}
          spec:
            schedule: "%s"
            timeZone: Europe/Berlin
            jobTemplate:
              spec:
                template:
                  metadata: {labels: {app: monthly-report}}
                  spec: {containers: [{name: main}]}
          """
              .formatted(schedule));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Object[] words = new Object[options.length + 2];
    words[0] = "--cluster";
    words[1] = jobs;
    System.arraycopy(options, 0, words, 2, options.length);
    return world.run("recommend", words);
  }

  @Test
  void aJobThatDidNotRunGetsNoPolicyAndIsNamedWithItsNextRun() {
    CommandRun run = recommend("0 3 1 * *");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "batch/monthly-report (CronJob, 0 3 1 * * Europe/Berlin): no run in the window; next run"
                + " 2026-12-01T02:00:00Z, outside the window; it gets no policy");
    JsonNode job = recommend("0 3 1 * *", "-o", "json").json().path("cronJobs").path(0);
    assertThat(job.path("due").asInt()).isZero();
    assertThat(job.path("active").asBoolean()).isFalse();
    assertThat(job.path("next").asText()).isEqualTo("2026-12-01T02:00:00Z");
  }

  @Test
  void aScheduleThatNobodyCanReadIsNamedWithItsPlace() {
    CommandRun run = recommend("0 25 * * *");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("hour must be 0 to 23, but is \"25\"").contains("jobs.yaml:1");
  }

  @Test
  void aHostileScheduleIsEscaped() {
    CommandRun run = recommend("\\u001b[31m * * * *", "-o", "md");

    assertThat(run.out()).contains("monthly-report").doesNotContain("\u001b");
  }

  @Test
  void theFilterHidesJobsOfOtherNamespaces() {
    assertThat(recommend("0 3 1 * *", "-n", "shop").out()).doesNotContain("monthly-report");
  }
}
