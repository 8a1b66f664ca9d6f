package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Invariant 7: what is learnt and what is not. */
class EvidenceTest {
  private static World world() {
    return World.withDns().deployment("shop/web", "app=web", 2).deployment("shop/db", "app=db", 1);
  }

  @Test
  void aSingleFlowIsLearntWithLowConfidence() {
    World world = world();
    world.traffic.times(1).talks("shop/db", "shop/web", 8080);
    World alone = World.withDns().deployment("a/x", "app=x", 1).deployment("a/y", "app=y", 1);
    alone.traffic.times(1).talks("a/x", "a/y", 80);

    assertThat(world.recommend().standings()).containsExactly("used");
    Outcome outcome = alone.recommend();
    assertThat(outcome.of("a/x").state()).isEqualTo(State.PROPOSED);
    assertThat(outcome.of("a/x").confidence()).isEqualTo(Confidence.LOW);
  }

  @Test
  void fewerRecordsThanAskedForAreWithheldAndHoldBothEnds() {
    World world = world().minEvidence(10);
    world.traffic.times(2).talks("shop/web", "shop/db", 5432);
    world.traffic.times(20).talks("shop/web", "shop/db", 9187);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("withheld below-min-evidence", "used");
    assertThat(outcome.holds("shop/web"))
        .containsExactly("egress below-min-evidence --min-evidence 4");
    assertThat(outcome.holds("shop/db"))
        .containsExactly("ingress below-min-evidence --min-evidence 4");
  }

  @Test
  void whatAPolicyStoppedIsQuarantinedAndHoldsNothing() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("shop/web", "shop/db", 22);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("quarantined denied-by-policy", "used");
    assertThat(outcome.passes("shop/web", "shop/db", 22)).isFalse();
    assertThat(outcome.of("shop/db").holds()).isEmpty();
  }

  @Test
  void whatASecurityGroupStoppedSaysSo() {
    World world = world();
    world.traffic.verdict(ObservedVerdict.FILTERED).talks("shop/web", "shop/db", 22);

    assertThat(world.recommend().standings()).containsExactly("quarantined filtered-outside");
  }

  @Test
  void theAttemptsOfAScanAreQuarantinedAndItsAnsweredFlowsAreNot() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.answered(Answer.NO);
    for (int port = 1000; port < 1000 + Settings.DEFAULT_SCAN_TARGETS; port++) {
      world.traffic.talks("shop/web", "shop/db", port);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).filteredOn("used"::equals).hasSize(1);
    assertThat(outcome.standings())
        .filteredOn("quarantined scan"::equals)
        .hasSize(Settings.DEFAULT_SCAN_TARGETS);
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(outcome.passes("shop/web", "shop/db", 1003)).isFalse();
    assertThat(outcome.of("shop/db").holds()).isEmpty();
  }

  @Test
  void aDoorThatAScanFoundOpenIsNotLearnt() {
    World world = scanned();
    world.traffic.answered(Answer.YES).talks("shop/web", "shop/cache", 1003);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).filteredOn("quarantined answered-scan"::equals).hasSize(1);
    assertThat(outcome.passes("shop/web", "shop/cache", 1003)).isFalse();
  }

  @Test
  void aScannerThatCallsAgainReallyUsesWhatAnswers() {
    World world = scanned();
    world.traffic.answered(Answer.YES).every(Duration.ofMillis(10)).times(3);
    world.traffic.talks("shop/web", "shop/cache", 1003);

    assertThat(world.recommend().passes("shop/web", "shop/cache", 1003)).isTrue();
  }

  @Test
  void whatAScannerWasAnsweredLongAfterTheScanIsItsWork() {
    World world = scanned();
    world.traffic.answered(Answer.YES).from(Instant.parse("2026-11-03T00:00:00Z"));
    world.traffic.talks("shop/web", "shop/cache", 1003);

    assertThat(world.recommend().passes("shop/web", "shop/cache", 1003)).isTrue();
  }

  @Test
  void aCallThatFoundNobodyDaysAfterTheScanIsNoPartOfIt() {
    World world = scanned();
    world.traffic.from(Instant.parse("2026-03-01T20:00:00Z")).talks("shop/web", "shop/cache", 8443);

    assertThat(world.recommend().passes("shop/web", "shop/cache", 8443)).isTrue();
  }

  @Test
  void anAttemptOfASlowScanIsPartOfItByItsPort() {
    World world = scanned();
    world.traffic.from(Instant.parse("2026-03-01T20:00:00Z")).talks("shop/web", "shop/cache", 1004);

    assertThat(world.recommend().passes("shop/web", "shop/cache", 1004)).isFalse();
  }

  @Test
  void aMonitorOfWhichManyTargetsAreDownKeepsThoseThatAnswer() {
    World world = world().deployment("shop/cache", "app=cache", 1);
    for (int i = 0; i < 20; i++) {
      world.deployment("shop/down-" + i, "app=down-" + i, 1);
    }
    world.traffic.times(1).answered(Answer.NO);
    for (int i = 0; i < 20; i++) {
      world.traffic.talks("shop/web", "shop/down-" + i, 9102);
    }
    world.traffic.answered(Answer.YES).talks("shop/web", "shop/cache", 9102);

    assertThat(world.recommend().passes("shop/web", "shop/cache", 9102)).isTrue();
  }

  /** {@code shop/web}, which needs its database, tried other ports of it in vain. */
  private static World scanned() {
    World world = world().deployment("shop/cache", "app=cache", 1);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.times(1).answered(Answer.NO);
    for (int port = 1000; port < 1000 + Settings.DEFAULT_SCAN_TARGETS; port++) {
      world.traffic.talks("shop/web", "shop/db", port);
    }
    return world;
  }

  @Test
  void aFewUnansweredFlowsAreNoScan() {
    World world = world();
    world.traffic.answered(Answer.NO);
    for (int port = 1000; port < 999 + Settings.DEFAULT_SCAN_TARGETS; port++) {
      world.traffic.talks("shop/web", "shop/db", port);
    }

    assertThat(world.recommend().standings()).containsOnly("used");
  }

  @Test
  void aLogThatCannotShowAnswersShowsNoScan() {
    World world = world();
    world.traffic.answered(Answer.UNKNOWN);
    for (int port = 1000; port < 1100; port++) {
      world.traffic.talks("shop/web", "shop/db", port);
    }

    assertThat(world.recommend().standings()).containsOnly("used");
  }

  /** {@code shop/web} touches many ports of several servers; the log cannot show an answer. */
  private static World touched(int servers) {
    World world = world();
    for (int i = 0; i < servers; i++) {
      world.deployment("shop/s" + i, "app=s" + i, 1);
    }
    world.traffic.answered(Answer.UNKNOWN).talks("shop/web", "shop/db", 5432).times(1);
    world.traffic.talks("shop/db", "shop/s0", 1003);
    for (int i = 0; i < servers; i++) {
      for (int port = 1000; port < 1000 + 24 / servers; port++) {
        world.traffic.talks("shop/web", "shop/s" + i, port);
      }
    }
    return world;
  }

  @Test
  void whereALogShowsNoAnswersManyTouchesOfManyServersWithinAnHourAreAScan() {
    Outcome outcome = touched(4).recommend();

    assertThat(outcome.passes("shop/web", "shop/s2", 1002)).isFalse();
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
  }

  @Test
  void whereALogShowsNoAnswersManyPortsOfOneServerMayBePassiveFtp() {
    assertThat(touched(1).recommend().passes("shop/web", "shop/s0", 1002)).isTrue();
  }

  @Test
  void whereALogShowsNoAnswersRareCallsOverDaysAreNoScan() {
    World world = world();
    for (int i = 0; i < 24; i++) {
      world.deployment("shop/s" + i, "app=s" + i, 1);
    }
    world.traffic.answered(Answer.UNKNOWN).talks("shop/web", "shop/db", 5432).times(1);
    for (int i = 0; i < 24; i++) {
      world.traffic.from(World.TAKEN_AT.minus(Duration.ofHours(60 - 2L * i)));
      world.traffic.talks("shop/web", "shop/s" + i, 1000 + i);
    }

    assertThat(world.recommend().passes("shop/web", "shop/s7", 1007)).isTrue();
  }

  @Test
  void manyInternetAddressesAreNotOneScanner() {
    World world = world();
    world.traffic.answered(Answer.NO);
    for (int i = 0; i < 30; i++) {
      world.traffic.isCalledFrom("198.51.100." + (1 + i), "shop/db", 1000 + i);
    }
    for (int port = 2000; port < 2030; port++) {
      world.traffic.isCalledFrom("198.51.100.200", "shop/db", port);
    }

    assertThat(world.recommend().standings()).filteredOn("quarantined scan"::equals).hasSize(30);
  }

  @Test
  void anUnknownPeerIsWithheldByItsReason() {
    World world = world();
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.99.0.1", Traffic.TCP, 443);
    world.traffic.isCalledBy(
        new Party.Unknown(UnknownReason.AMBIGUOUS_ADDRESS, ""),
        "10.244.7.7",
        "shop/db",
        Traffic.TCP,
        5432);

    assertThat(world.recommend().standings())
        .containsExactlyInAnyOrder("withheld unmapped-address", "withheld ambiguous-address");
  }

  @Test
  void aRangeThatTheOperatorNamesIsNoLongerUnknown() {
    World world = world().group("office", "10.99.0.0/16");
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.99.0.1", Traffic.TCP, 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("used");
    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .contains("ipBlock 10.99.0.0/16 : TCP/443");
  }

  @Test
  void anAddressThatPodsSharedIsNotReleasedByANamedRange() {
    World world = world().group("office", "10.99.0.0/16");
    world.traffic.calls(
        "shop/web",
        new Party.Unknown(UnknownReason.AMBIGUOUS_ADDRESS, ""),
        "10.99.0.1",
        Traffic.TCP,
        443);

    assertThat(world.recommend().standings()).containsExactly("withheld ambiguous-address");
  }

  @Test
  void everyOtherThingThatCannotBeSaidIsWithheldByAStableWord() {
    World world = world();
    world.traffic.calls("shop/web", new Party.World(), "", Traffic.TCP, 443);
    world.traffic.calls(
        "shop/web", new Party.UnresolvedService("", "default", "kubernetes"), "", Traffic.TCP, 443);
    world.traffic.talks("shop/web", "shop/db", Flow.ABSENT);
    world.traffic.flags(Flow.PLATFORM_RULE).talks("shop/web", "shop/db", 7000).flags(0);
    world.traffic.undirected("shop/web", "shop/db");
    world.traffic.calls("shop/web", new Party.Node("", "gone", false), "", Traffic.TCP, 10250);

    assertThat(world.recommend().standings())
        .containsExactlyInAnyOrder(
            "withheld external-address-not-recorded",
            "withheld unresolved-service",
            "withheld port-not-recorded",
            "withheld platform-rule",
            "withheld orientation-ambiguous",
            "withheld node-not-in-snapshot");
  }

  @Test
  void trafficThatPoliciesDoNotGovernNeedsNoRule() {
    World world =
        world()
            .deployment("kube-system/metrics", "app=metrics", 1)
            .hostPods("DaemonSet", "shop/agent", "app=agent", 1)
            .hostPods("DaemonSet", "shop/probe", "app=probe", 1);
    world.traffic.isCalledBy(new Party.Node("", "aks-0", true), "", "shop/db", Traffic.TCP, 8080);
    world.traffic.talks("shop/web", "shop/db", 1, Flow.ABSENT);
    world.traffic.talks("kube-system/metrics", "kube-system/coredns", 9153);
    world.traffic.talks("shop/agent", "shop/probe", 9000);

    assertThat(world.recommend().standings())
        .containsExactlyInAnyOrder(
            "not governed own-node",
            "not governed unspecified-protocol",
            "not governed out-of-scope",
            "not governed node-traffic");
  }

  @Test
  void egressToTheOwnNodeNeedsARuleExceptWhereTheEngineNeverFiltersIt() {
    World generic = world();
    World npm = world().engine(EngineProfile.NPM);
    World cilium = world().engine(EngineProfile.CILIUM);
    for (World world : new World[] {generic, npm, cilium}) {
      world.traffic.calls("shop/db", new Party.Node("", "aks-0", true), "", Traffic.TCP, 9100);
    }

    Outcome outcome = generic.recommend();
    assertThat(outcome.rules("shop/db", Direction.EGRESS))
        .contains("ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 : TCP/9100");
    assertThat(npm.recommend().standings()).containsExactly("not governed own-node");
    assertThat(cilium.recommend().standings()).containsExactly("withheld not-expressible");
  }

  @Test
  void internetClientsOfAnUndeclaredPortAreWithheldAndNeverListed() {
    World world = world();
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("used", "withheld undeclared-internet-client");
    assertThat(outcome.holds("shop/web"))
        .containsExactly("ingress undeclared-internet-client --show-client-addresses");
    assertThat(outcome.of("shop/web").holds().toString()).doesNotContain("198.51.100.7");
    assertThat(outcome.recommendation.proposed().policies().toString())
        .doesNotContain("198.51.100.7");
  }

  @Test
  void internetClientsAreListedOneByOneOnlyOnRequest() {
    World world = world().flags("--show-client-addresses");
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);

    assertThat(world.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 198.51.100.7/32 : TCP/8080");
  }

  @Test
  void theFlowWithTheFewestRecordsSaysWhatReleasesAll() {
    World world = world().minEvidence(100);
    world.traffic.times(5).talks("shop/web", "shop/db", 5432);
    world.traffic.times(2).talks("shop/web", "shop/db", 9187);

    assertThat(world.recommend().holds("shop/db"))
        .containsExactly("ingress below-min-evidence --min-evidence 4");
  }
}
