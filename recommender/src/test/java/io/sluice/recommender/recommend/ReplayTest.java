package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.replay.Replay;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invariant 2: what a proposal rests on passes it. */
class ReplayTest {
  private static final String DENY_INGRESS = "{\"podSelector\":{},\"policyTypes\":[\"Ingress\"]}";

  private static World world() {
    return World.withDns().deployment("shop/web", "app=web", 2).deployment("shop/db", "app=db", 2);
  }

  @Test
  void aCurrentPolicyThatBlocksAUsedEdgeIsMendedByTheProposal() {
    World world = world().policy("shop/deny", DENY_INGRESS);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.passes(world.current(), "shop/web", "shop/db", Traffic.TCP, 5432)).isFalse();
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(outcome.recommendation.warnings()).isEmpty();
  }

  @Test
  void withReplaceTheProposalAloneLetsEveryUsedEdgePass() {
    World world = world().replacing().policy("shop/open", "{\"podSelector\":{},\"ingress\":[{}]}");
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/web", "shop/web", 7946);

    Outcome outcome = world.recommend();

    PolicySet proposed = outcome.recommendation.proposed();
    assertThat(outcome.recommendation.effective().policies()).isEqualTo(proposed.policies());
    assertThat(outcome.passes(proposed, "shop/web", "shop/db", Traffic.TCP, 5432)).isTrue();
    assertThat(outcome.passes(proposed, "shop/web", "shop/web", Traffic.TCP, 7946)).isTrue();
    assertThat(outcome.passes(proposed, "shop/db", "shop/db", Traffic.TCP, 7946)).isFalse();
  }

  @Test
  void aDenialAtAnEndThatWeProposeNothingForIsAWarningThatNamesThePolicy() {
    World world =
        world()
            .policy("kube-system/closed", DENY_INGRESS)
            .deployment("kube-system/metrics", "app=metrics", 1);
    world.traffic.talks("shop/web", "kube-system/metrics", 4443);

    assertThat(world.recommend().recommendation.warnings())
        .singleElement()
        .asString()
        .contains("shop/web → kube-system/metrics TCP/4443")
        .contains("kube-system/closed isolates it");
  }

  @Test
  void aHeldDirectionThatAnotherPolicyIsolatesIsAWarning() {
    World world = world().policy("shop/deny", DENY_INGRESS);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.isCalledBy(Traffic.unmapped(), "10.99.0.1", "shop/db", Traffic.TCP, 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/db").isolates()).containsExactly(Direction.EGRESS);
    assertThat(outcome.recommendation.warnings())
        .singleElement()
        .asString()
        .contains("shop/deny isolates it");
  }

  @Test
  void aProposalThatLacksARuleForItsEvidenceIsRefused() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    Outcome outcome = world.recommend();
    NetworkPolicy good = outcome.policy("shop/db");
    PolicySet broken =
        outcome.recommendation.proposed().with(PolicySet.of(List.of(withoutIngress(good))));

    assertThatThrownBy(() -> replay(world, broken, outcome.recommendation.edges()))
        .isInstanceOf(ReplayFailure.class)
        .hasMessageContaining("the proposal would deny shop/web → shop/db TCP/5432")
        .hasMessageContaining("shop/db isolates it");
  }

  @Test
  void podsThatOnlyReachEachOtherWithinOneClassAreAskedAboutAsTwoPods() {
    World world = world();
    world.traffic.talks("shop/db", "shop/db", 7946);
    Outcome outcome = world.recommend();
    PolicySet broken = PolicySet.of(List.of(withoutIngress(outcome.policy("shop/db"))));

    assertThatThrownBy(() -> replay(world, broken, outcome.recommendation.edges()))
        .isInstanceOf(ReplayFailure.class);
  }

  @Test
  void aPodOnItsOwnNodeDoesNotHideThatItsSiblingOnAnotherNodeIsDenied() {
    // The caller shares the node aks-0 with the first of the two pods, which it always reaches.
    World world =
        World.bare()
            .hostPods("DaemonSet", "tools/agent", "app=agent", 1)
            .deployment("shop/other", "app=other", 1)
            .deployment("shop/db", "app=db", 2)
            .policy("shop/deny", DENY_INGRESS);
    world.traffic.talks("tools/agent", "shop/db", 4443);
    world.traffic.isCalledBy(Traffic.unmapped(), "10.99.0.1", "shop/db", Traffic.TCP, 5432);

    assertThat(world.recommend().recommendation.warnings())
        .anySatisfy(
            warning -> assertThat(warning).contains("TCP/4443").contains("shop/deny isolates"));
  }

  private static NetworkPolicy withoutIngress(NetworkPolicy policy) {
    return new NetworkPolicy(
        policy.cluster(),
        policy.namespace(),
        policy.name(),
        policy.podSelector(),
        policy.isolates(),
        List.of(),
        policy.egress(),
        policy.origin());
  }

  private static void replay(World world, PolicySet policies, List<JudgedEdge> used) {
    Situation situation =
        Situation.of(
            world.inventory(),
            world.directory(),
            world.settings(),
            RecommendOptions.defaults(),
            new HostNames());
    PeerFinder peers = new PeerFinder(situation, new PeerNames(situation.groups()));
    new Replay(situation, peers, policies, policies).run(used);
  }
}
