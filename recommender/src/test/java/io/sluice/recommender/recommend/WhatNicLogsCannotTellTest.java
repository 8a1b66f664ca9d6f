package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Vantage;
import org.junit.jupiter.api.Test;

/** Logs of network interfaces have addresses and no verdicts of policies. */
final class WhatNicLogsCannotTellTest {
  private static final Party WEB_OR_GUEST =
      new Party.Unknown(UnknownReason.AMBIGUOUS_ADDRESS, "shop/guest or shop/web");

  private static World world() {
    return World.withDns()
        .deployment("shop/web", "app=web", 2)
        .deployment("shop/db", "app=db", 1)
        .deployment("shop/guest", "app=guest", 1);
  }

  /** Nobody but {@code shop/web} may call the database. */
  private static World guarded() {
    World world =
        world()
            .policy(
                "shop/db-guard",
                """
                {"podSelector": {"matchLabels": {"app": "db"}}, "policyTypes": ["Ingress"],
                 "ingress": [{"from": [{"podSelector": {"matchLabels": {"app": "web"}}}]}]}
                """);
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);
    return world;
  }

  @Test
  void anAttemptThatAPolicyStopsBehindTheInterfaceIsNotLearnt() {
    World world = guarded();
    world.traffic.answered(Answer.NO).talks("shop/guest", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).contains("quarantined stopped-today");
    assertThat(outcome.passes("shop/guest", "shop/db", 5432)).isFalse();
  }

  @Test
  void aPolicyThatWasNotYetInForceStoppedNothing() {
    World world = guarded();
    world.traffic.answered(Answer.NO).talks("shop/guest", "shop/db", 5432);

    assertThat(world.recommendRecordedUnder(PolicySet.none()).standings())
        .doesNotContain("quarantined stopped-today");
  }

  @Test
  void oneThatWasAnsweredCameBeforeThePolicyAndIsNeeded() {
    World world = guarded();
    world.traffic.talks("shop/guest", "shop/db", 5432);

    assertThat(world.recommend().standings()).doesNotContain("quarantined stopped-today");
  }

  @Test
  void aLogOfPodsThatCallsItForwardedKnows() {
    World world = guarded();
    world.traffic.by(Vantage.POD).answered(Answer.NO).talks("shop/guest", "shop/db", 5432);

    assertThat(world.recommend().standings()).doesNotContain("quarantined stopped-today");
  }

  @Test
  void oneThatNoPolicyStopsIsOnlyUnanswered() {
    World world = guarded();
    world.traffic.answered(Answer.NO).talks("shop/web", "shop/guest", 8080);

    assertThat(world.recommend().standings()).doesNotContain("quarantined stopped-today");
  }

  /** A record of an address that was one of two pods' within the slack of the clocks. */
  private static World contested(World world) {
    world.traffic.by(Vantage.POD);
    world.traffic.isCalledBy(WEB_OR_GUEST, "10.244.9.9", "shop/db", Traffic.TCP, 5432);
    return world;
  }

  @Test
  void anAddressOfOneOfTwoThatBothHaveTheConnectionHoldsNothingOpen() {
    World world = contested(world());
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/guest", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).contains("not governed either-way");
    assertThat(outcome.holds("shop/db")).isEmpty();
  }

  @Test
  void whereOnlyOneOfThemHasItTheOtherMayNeedItToo() {
    World world = contested(world());
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).contains("withheld ambiguous-address");
    assertThat(outcome.holds("shop/db")).isNotEmpty();
  }

  @Test
  void whoAcceptsWhatSuchLogsCannotShowAcceptsThatToo() {
    World world = contested(world()).options(o -> o.change().acceptPartial(true).build());
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().holds("shop/db")).isEmpty();
  }

  @Test
  void ofTwoKindsOfOneNameBothMustHaveTheConnection() {
    World world = contested(world().pods("StatefulSet", "shop/guest", "app=guest-store", 1));
    Workload one = new Workload("", "shop", "Deployment", "guest");
    world.traffic.talks("shop/web", "shop/db", 5432).talks(one, world.workload("shop/db"), 5432);

    assertThat(world.recommend().holds("shop/db")).isNotEmpty();
  }

  @Test
  void anotherPortOfTheSameTwoExplainsNothing() {
    World world = contested(world()).options(o -> o.change().acceptPartial(true).build());
    world.traffic.talks("shop/web", "shop/db", 5433).talks("shop/guest", "shop/db", 5433);

    assertThat(world.recommend().holds("shop/db")).isNotEmpty();
  }
}
