package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.recommend.Recommendation.Excess;
import org.junit.jupiter.api.Test;

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
}
