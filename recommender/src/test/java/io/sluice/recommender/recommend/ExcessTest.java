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
}
