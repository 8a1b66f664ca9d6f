package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.recommend.schedule.CronJob;
import io.sluice.recommender.recommend.schedule.RunCounter;
import io.sluice.recommender.recommend.schedule.ScheduledRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs that were due, and runs that were seen. */
class CronJobRunsTest {
  private static final Instant START = Instant.parse("2026-02-20T00:00:00Z");

  private final World world =
      World.bare()
          .deployment("shop/web", "app=web", 1)
          .deployment("shop/db", "app=db", 1)
          .finishedPods("CronJob", "batch/report", "app=report", 1);

  /** Logs of four days. */
  private void watch() {
    world.traffic.from(START).every(Duration.ofHours(1)).times(96).talks("shop/web", "shop/db", 80);
  }

  private ScheduledRuns runs(String schedule, String zone, boolean suspended) {
    CronJob job =
        new CronJob(
            world.workload("batch/report"),
            schedule,
            zone,
            suspended,
            new ObjectOrigin("jobs.yaml", 7));
    Recommendation recommendation = world.recommend().recommendation;
    return new RunCounter(world.inventory(), recommendation.window(), recommendation.edges())
        .count(List.of(job))
        .get(0);
  }

  private static Instant next(ScheduledRuns runs) {
    return Instant.ofEpochMilli(runs.nextMillis().orElseThrow());
  }

  @Test
  void aMonthlyJobIsDueAfterTheWindow() {
    watch();

    ScheduledRuns runs = runs("0 3 1 * *", "", false);

    assertThat(runs.due()).isZero();
    assertThat(runs.active()).isFalse();
    assertThat(runs.isBlind()).isTrue();
    assertThat(next(runs)).isEqualTo("2026-03-01T03:00:00Z");
  }

  @Test
  void aRunCountsAsSeenIfAFlowOfItWasRecordedInItsHour() {
    watch();
    world.traffic.from(START.plus(Duration.ofMinutes(3 * 60 + 20))).every(Duration.ofDays(1));
    world.traffic.times(3).talks("batch/report", "shop/db", 80);

    ScheduledRuns runs = runs("15 3 * * *", "", false);

    assertThat(runs.due()).isEqualTo(4);
    assertThat(runs.seen()).isEqualTo(3);
    assertThat(runs.active()).isTrue();
    assertThat(runs.isBlind()).isTrue();
    assertThat(next(runs)).isEqualTo("2026-02-24T03:15:00Z");
  }

  @Test
  void aRunMayBeginItsTrafficInTheNextHour() {
    watch();
    world.traffic.from(START.plus(Duration.ofMinutes(4 * 60 + 2))).every(Duration.ofDays(1));
    world.traffic.times(4).talks("batch/report", "shop/db", 80);

    assertThat(runs("59 3 * * *", "", false).seen()).isEqualTo(4);
    assertThat(runs("59 3 * * *", "", false).isBlind()).isFalse();
    assertThat(runs("0 3 * * *", "", false).seen()).isZero();
  }

  @Test
  void theTimeZoneIsTheJobs() {
    watch();
    world.traffic.from(START.plus(Duration.ofHours(2))).every(Duration.ofDays(1));
    world.traffic.times(4).talks("batch/report", "shop/db", 80);

    assertThat(runs("0 3 * * *", "Europe/Berlin", false).seen()).isEqualTo(4);
    assertThat(next(runs("0 3 * * *", "Europe/Berlin", false))).isEqualTo("2026-02-24T02:00:00Z");
  }

  @Test
  void aPodThatBeganThenIsARunThatWasSeen() {
    world
        .traffic
        .from(Instant.parse("2026-01-31T12:00:00Z"))
        .times(24)
        .talks("shop/web", "shop/db", 80);

    ScheduledRuns runs = runs("0 0 1 * *", "", false);

    assertThat(runs.due()).isEqualTo(1);
    assertThat(runs.seen()).isEqualTo(1);
    assertThat(runs.active()).isTrue();
  }

  @Test
  void aRunInAGapOfTheLogsCouldNotBeSeen() {
    world.traffic.from(START).times(2).talks("shop/web", "shop/db", 80);
    world.traffic.from(START.plus(Duration.ofHours(6))).times(2).talks("shop/web", "shop/db", 80);

    ScheduledRuns runs = runs("0 4 * * *", "", false);

    assertThat(runs.due()).isEqualTo(1);
    assertThat(runs.dueWithoutData()).isEqualTo(1);
  }

  @Test
  void aSuspendedJobIsNotDue() {
    watch();

    ScheduledRuns runs = runs("@hourly", "", true);

    assertThat(runs.due()).isZero();
    assertThat(runs.nextMillis()).isEmpty();
    assertThat(runs.isBlind()).isTrue();
  }

  @Test
  void whatCannotBeReadIsAProblemThatQuotesIt() {
    watch();

    assertThat(runs("61 * * * *", "", false).problem()).contains("61 * * * *").contains("minute");
    assertThat(runs("", "", false).problem()).contains("expected five fields").contains("found 0");
    assertThat(runs("0 3 * * *", "Europe/Berlim", false).problem())
        .contains("Europe/Berlim")
        .contains("IANA");
    assertThat(runs("0 3 * * *", "../etc", false).problem()).contains("../etc");
    assertThat(runs("@every 1h30m", "", false).problem()).contains("counts from the last run");
    assertThat(runs("CRON_TZ=UTC 0 3 * * *", "", false).problem()).contains("spec.timeZone");
  }

  @Test
  void aJobIsTakenAsItWasLastAndADeletedOneIsGone() {
    List<ClusterObject> objects =
        List.of(
            object("batch/a", "0 2 * * *", Event.MODIFIED, 20),
            object("batch/a", "0 1 * * *", Event.ADDED, 10),
            object("batch/b", "0 1 * * *", Event.ADDED, 10),
            object("batch/b", "0 1 * * *", Event.DELETED, 30));

    assertThat(CronJob.among(objects))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.workload().title()).isEqualTo("batch/a");
              assertThat(job.schedule()).isEqualTo("0 2 * * *");
            });
  }

  private static ClusterObject object(String title, String schedule, Event event, long millis) {
    ObjectNode tree = ClusterJson.cronJob(title, "app=x");
    ((ObjectNode) tree.get("spec")).put("schedule", schedule);
    return new ClusterObject(
        "", "CronJob", tree, new ObjectOrigin("watch.jsonl", 1), Map.of(), event, millis);
  }
}
