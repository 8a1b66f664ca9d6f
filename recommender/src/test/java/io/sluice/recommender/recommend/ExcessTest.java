package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.EndPattern;
import io.sluice.recommender.recommend.decision.NamePattern;
import io.sluice.recommender.recommend.decision.PortPattern;
import io.sluice.recommender.recommend.decision.Sponsor;
import io.sluice.recommender.recommend.privilege.Excess;
import io.sluice.recommender.recommend.privilege.LeastPrivilege;
import io.sluice.recommender.recommend.privilege.PolicyExcess;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 9: least privilege is measured. */
class ExcessTest {
  @Test
  void whatWasSeenBetweenAllPodsIsNoExcess() {
    World world =
        World.bare().deployment("shop/web", "app=web", 3).deployment("shop/db", "app=db", 2);
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(6, 6, 0));
  }

  @Test
  void dnsByConventionIsExcessUntilItIsSeen() {
    World world =
        World.withDns().deployment("shop/web", "app=web", 3).deployment("shop/db", "app=db", 2);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.talks("shop/web", "kube-system/coredns", Traffic.UDP, 53);

    // Five pods to two DNS pods on two ports, of which three pods used one port.
    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(6 + 20, 6 + 6, 14));
  }

  @Test
  void aPodToItselfIsNoTriple() {
    World world = World.bare().deployment("shop/ring", "app=ring", 3);
    world.traffic.talks("shop/ring", "shop/ring", 7946);

    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(6, 6, 0));
  }

  @Test
  void aRuleThatTheOtherEndDoesNotAdmitIsNotCounted() {
    World world =
        World.bare()
            .group("wide", "10.244.0.0/16")
            .deployment("shop/web", "app=web", 1)
            .deployment("shop/db", "app=db", 1)
            .deployment("shop/idle", "app=idle", 2);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.244.200.1", Traffic.TCP, 443);

    // The range holds every pod: two idle pods are open to it; db is isolated and does not admit.
    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(1 + 2, 1, 2));
  }

  @Test
  void whereOnlyAManifestIsKnownWhatALogsPodDidCountsForEveryReplica() {
    World world =
        World.bare()
            .controller("Deployment", "shop/web", "app=web", "app=web", 3)
            .controller("Deployment", "shop/db", "app=db", "app=db", 2);
    int web = world.logged("shop/web", "web-6b7c8d9f54-aaaaa", "app=web");
    int db = world.logged("shop/db", "db-7d9c5b4f6-bbbbb", "app=db");
    world.traffic.logged("shop/web", web, "shop/db", db, 5432);

    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(6, 6, 0));
  }

  @Test
  void aPodThatTheSnapshotKnowsDoesNotCountForItsSiblings() {
    World world =
        World.bare().deployment("shop/web", "app=web", 3).deployment("shop/db", "app=db", 1);
    int first = world.inventory().podsOf(world.workload("shop/web")).first();
    int db = world.inventory().podsOf(world.workload("shop/db")).first();
    world.traffic.logged("shop/web", first, "shop/db", db, 5432);

    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(3, 1, 2));
  }

  @Test
  void aTripleThatTwoPoliciesOpenCountsForBothAndOnceInTheTotal() {
    World world =
        World.bare().deployment("shop/web", "app=web", 3).deployment("shop/db", "app=db", 2);
    int web = world.inventory().podsOf(world.workload("shop/web")).first();
    int db = world.inventory().podsOf(world.workload("shop/db")).first();
    world.traffic.logged("shop/web", web, "shop/db", db, 5432);

    LeastPrivilege measured = world.recommend().recommendation.leastPrivilege();

    assertThat(measured.total()).isEqualTo(new Excess(6, 1, 5));
    assertThat(measured.policies())
        .extracting(p -> p.policy().name(), PolicyExcess::triples)
        .containsExactly(tuple("db", new Excess(6, 1, 5)), tuple("web", new Excess(6, 1, 5)));
  }

  @Test
  void theWorstPolicyComesFirstAndItsWidestRuleIsNamed() {
    World world =
        World.withDns()
            .deployment("shop/web", "app=web", 4)
            .deployment("shop/db", "app=db", 1)
            .deployment("shop/api", "app=api", 1);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.talks("shop/api", "shop/db", 5432);

    PolicyExcess worst = world.recommend().recommendation.leastPrivilege().policies().get(0);

    // Four pods to two DNS pods on TCP and UDP, by convention.
    assertThat(worst.policy().name()).isEqualTo("web");
    assertThat(worst.triples()).isEqualTo(new Excess(4 + 16, 4, 16));
    assertThat(worst.widest().orElseThrow().direction()).isEqualTo(Direction.EGRESS);
    assertThat(worst.widest().orElseThrow().triples()).isEqualTo(new Excess(16, 0, 16));
  }

  @Test
  void addressesInABlockThatWereNeverSeenStandBesideTheTriplesOfTheirPolicy() {
    World world =
        World.bare()
            .deployment("shop/web", "app=web", 1)
            .settings(settings -> settings.withMaxExternalAddresses(1));
    world.traffic.calls("shop/web", "203.0.113.8", 443).calls("shop/web", "203.0.113.11", 443);

    LeastPrivilege measured = world.recommend().recommendation.leastPrivilege();

    assertThat(measured.addressesNeverSeen()).isEqualTo(2);
    assertThat(measured.policies())
        .singleElement()
        .satisfies(p -> assertThat(p.addressesNeverSeen()).isEqualTo(2));
  }

  @Test
  void everyPortOfARangeIsATripleAndOneThatARuleRepeatsIsNone() {
    World world =
        World.bare().deployment("shop/web", "app=web", 2).deployment("shop/db", "app=db", 1);
    Decisions expected =
        new Decisions(
            List.of(
                new EdgeDecision(
                    EdgeDecision.Kind.EXPECT,
                    new EndPattern.Workloads(new NamePattern("shop/web")),
                    new EndPattern.Workloads(new NamePattern("shop/db")),
                    PortPattern.parse("TCP/5430-5439"),
                    new Sponsor(
                        "team", "so", "", LocalDate.MAX, new ObjectOrigin("decisions.yaml", 1)))),
            List.of(),
            LocalDate.EPOCH);
    world.options(o -> o.change().decisions(expected).build());
    world.traffic.talks("shop/web", "shop/db", 5432);

    assertThat(world.recommend().recommendation.excess()).isEqualTo(new Excess(20, 2, 18));
  }

  /** The oracle goes pod by pod and port by port. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void whatIsCountedByClassIsWhatIsCountedPodByPod(long seed) {
    for (int i = 0; i < 15; i++) {
      World world = RandomWorldsTest.world(new Random(seed * 1_000 + i), i % 2 == 0);

      Recommendation recommendation = world.recommend().recommendation;

      NaiveExcess naive = new NaiveExcess(world, recommendation);
      assertThat(recommendation.excess()).as("seed %d world %d", seed, i).isEqualTo(naive.total());
      for (PolicyExcess one : recommendation.leastPrivilege().policies()) {
        assertThat(one.triples())
            .as("seed %d world %d %s", seed, i, one.policy())
            .isEqualTo(naive.of(one.policy()));
      }
    }
  }
}
