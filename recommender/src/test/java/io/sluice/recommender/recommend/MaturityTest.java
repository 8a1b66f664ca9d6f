package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.recommend.confidence.Maturity.State;
import io.sluice.recommender.recommend.confidence.Unseen;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether new edges of a workload still turn up. */
class MaturityTest {
  private static final Instant START = Instant.parse("2026-02-16T00:00:00Z");

  private final World world =
      World.bare()
          .deployment("shop/web", "app=web", 1)
          .deployment("shop/db", "app=db", 1)
          .deployment("shop/old", "app=old", 1);

  private Maturity of(String title) {
    return world.recommend().recommendation.maturities().get(world.workload(title));
  }

  private Traffic hour(int hour) {
    return world.traffic.from(START.plus(Duration.ofHours(hour)));
  }

  @Test
  void aWorkloadIsStableOnceNoNewEdgeCameForThreeDays() {
    hour(0).times(73).talks("shop/web", "shop/db", 5432);

    assertThat(of("shop/db").state()).isEqualTo(State.STABLE);
    assertThat(of("shop/db").because())
        .isEqualTo("no new edge in the last 72 hours with data, and seen in 73 hours");
  }

  @Test
  void anHourLessIsStillLearning() {
    hour(0).times(72).talks("shop/web", "shop/db", 5432);

    assertThat(of("shop/db").state()).isEqualTo(State.LEARNING);
    assertThat(of("shop/db").because()).contains("71 hours").contains("stable takes 72 and 24");
  }

  @Test
  void aNewEdgeMakesItLearnAgain() {
    hour(0).times(100).talks("shop/web", "shop/db", 5432);
    hour(90).times(2).talks("shop/web", "shop/db", 9187);

    assertThat(of("shop/db").state()).isEqualTo(State.LEARNING);
    assertThat(of("shop/old")).isNull();
  }

  @Test
  void aWorkloadThatIsSeldomSeenIsNotStableForThat() {
    hour(0).times(100).talks("shop/web", "shop/db", 5432);
    hour(0).every(Duration.ofHours(5)).times(20).talks("shop/old", "shop/db", 5432);

    assertThat(of("shop/old").hoursSeen()).isEqualTo(20);
    assertThat(of("shop/old").state()).isEqualTo(State.LEARNING);
  }

  @Test
  void aGapInTheLogsProvesNothing() {
    hour(0).times(30).talks("shop/web", "shop/db", 5432);
    hour(200).times(30).talks("shop/web", "shop/db", 5432);

    assertThat(of("shop/db").state()).isEqualTo(State.LEARNING);
    assertThat(of("shop/db").windowHours()).isEqualTo(60);
  }

  @Test
  void aWorkloadIsStaleOnceTheLogsWentOnWithoutItForThreeDays() {
    hour(0).times(120).talks("shop/web", "shop/db", 5432);
    hour(0).times(30).talks("shop/old", "shop/db", 5432);

    assertThat(of("shop/old").state()).isEqualTo(State.STALE);
    assertThat(of("shop/old").because())
        .isEqualTo("no flow in the last 90 hours with data, since 2026-02-17T05:00:00Z");
    assertThat(of("shop/web").state()).isEqualTo(State.STABLE);
  }

  @Test
  void theEndOfTheLogsMakesNothingStale() {
    hour(0).times(30).talks("shop/old", "shop/db", 5432);

    assertThat(of("shop/old").state()).isEqualTo(State.LEARNING);
  }

  @Test
  void stoppedTrafficIsSeenButNothingNewToLearn() {
    hour(0).times(100).talks("shop/web", "shop/db", 5432);
    hour(99).times(3).verdict(ObservedVerdict.DROPPED);
    world.traffic.talks("shop/old", "shop/db", 22);

    assertThat(of("shop/db").state()).isEqualTo(State.STABLE);
    assertThat(of("shop/db").hoursSeen()).isEqualTo(102);
    assertThat(of("shop/old").because()).isEqualTo("none of its edges can be learnt from");
  }

  @Test
  void theNextFlowIsNewAsOftenAsEdgesWereSeenInOneHourOnly() {
    hour(0).times(60).talks("shop/web", "shop/db", 5432);
    hour(7).every(Duration.ofMinutes(1)).times(40).talks("shop/web", "shop/db", 9187);

    Unseen unseen = of("shop/db").unseen();

    assertThat(unseen).isEqualTo(new Unseen(61, 1));
    assertThat(unseen.text()).isEqualTo("1.6 % (1 of 61)");
    assertThat(unseen.sentence())
        .isEqualTo("1 of 61 edge-hours is of edges seen in one hour only: 1.6 %");
  }

  @Test
  void anEstimateIsNeverShownAsIfItWereBetterThanItIs() {
    assertThat(new Unseen(311, 2).text()).isEqualTo("0.6 % (2 of 311)");
    assertThat(new Unseen(311, 0).text()).isEqualTo("below 0.4 % (0 of 311)");
    assertThat(new Unseen(20, 7).text()).isEqualTo("35 % (7 of 20)");
    assertThat(new Unseen(19, 0).text()).isEqualTo("too few (0 of 19)");
    assertThat(new Unseen(19, 0).told()).isFalse();
    assertThat(new Unseen(19, 0).sentence()).endsWith("too few to tell");
    assertThat(new Unseen(100_000, 1).text()).isEqualTo("below 0.1 % (1 of 100,000)");
  }
}
