package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Invariant 3: selectors are proven. */
class SelectorTest {
  private static final String PEER = "shop/peer";

  private static World world() {
    return World.withDns().deployment(PEER, "app=peer", 1);
  }

  @Test
  void aSelectorIsTheSmallestStableLabelSetThatIsExact() {
    World world =
        world()
            .deployment("shop/cart", "app=cart,tier=web,team=blue", 3)
            .deployment("shop/db", "app=db,tier=data,team=blue", 1);

    Outcome outcome = world.talking(PEER, "shop/cart", "shop/db");

    assertThat(outcome.selector("shop/cart")).isEqualTo("app=cart");
    SelectorProof proof = outcome.of("shop/cart").selector().orElseThrow();
    assertThat(proof.exact()).isTrue();
    assertThat(proof.extraPods()).isEmpty();
    assertThat(proof.uncoveredPods()).isEmpty();
  }

  @Test
  void theControllersOwnSelectorComesFirst() {
    World world =
        world()
            .controller("Deployment", "shop/cart", "service=cart", "service=cart,app=cart", 2)
            .deployment("shop/cart", "service=cart,app=cart", 2);

    assertThat(world.talking(PEER, "shop/cart").selector("shop/cart")).isEqualTo("service=cart");
  }

  @Test
  void aLabelOfPartOfAnApplicationAloneIsNoSelector() {
    World world =
        world()
            .deployment("shop/cart-web", "app=cart,tier=web", 1)
            .deployment("shop/cart-job", "app=cart,tier=job", 1);

    Outcome outcome = world.talking(PEER, "shop/cart-web", "shop/cart-job");

    assertThat(outcome.selector("shop/cart-web")).isEqualTo("app=cart,tier=web");
  }

  @Test
  void aStableReleaseIsToldFromACanaryWhoseLabelsAreASuperset() {
    World world =
        world()
            .deployment("shop/cart", "app=cart", 2)
            .deployment("shop/cart-canary", "app=cart,track=canary", 1);

    Outcome outcome = world.talking(PEER, "shop/cart", "shop/cart-canary");

    assertThat(outcome.selector("shop/cart")).isEqualTo("app=cart,DoesNotExist track");
    assertThat(outcome.selector("shop/cart-canary")).isEqualTo("app=cart,track=canary");
    assertThat(outcome.of("shop/cart").selector().orElseThrow().exact()).isTrue();
  }

  @Test
  void aValueIsExcludedWhereTheKeyItselfIsOurs() {
    World world =
        world()
            .deployment("shop/cart", "app=cart,track=one", 1)
            .pods("Deployment", "shop/cart", "app=cart,track=two", 1)
            .deployment("shop/cart-canary", "app=cart,track=canary", 1);

    assertThat(world.talking(PEER, "shop/cart").selector("shop/cart"))
        .isEqualTo("app=cart,track NotIn [canary]");
  }

  @Test
  void anEngineWithoutNegativeSelectorsGetsTheTwoMerged() {
    World world =
        world()
            .engine(EngineProfile.NPM_WINDOWS)
            .deployment("shop/cart", "app=cart", 2)
            .deployment("shop/cart-canary", "app=cart,track=canary", 1);

    Outcome outcome = world.talking(PEER, "shop/cart", "shop/cart-canary");

    assertThat(outcome.selector("shop/cart")).isEqualTo("app=cart");
    assertThat(outcome.of("shop/cart").merged())
        .extracting(Workload::title)
        .containsExactly("shop/cart-canary");
  }

  @Test
  void workloadsThatNoLabelTellsApartShareOnePolicyWithTheEvidenceOfBoth() {
    World world =
        world()
            .deployment("shop/a", "app=twin", 1)
            .deployment("shop/b", "app=twin", 1)
            .deployment("shop/guest", "app=guest", 1);
    world.traffic.talks(PEER, "shop/a", 8080).talks("shop/guest", "shop/b", 9090);

    Outcome outcome = world.recommend();

    WorkloadProposal proposal = outcome.of("shop/b");
    assertThat(proposal).isSameAs(outcome.of("shop/a"));
    assertThat(proposal.policyName()).isEqualTo("a");
    assertThat(proposal.merged()).extracting(Workload::title).containsExactly("shop/b");
    assertThat(outcome.rules("shop/a", Direction.INGRESS))
        .containsExactly("pods app=guest : TCP/9090", "pods app=peer : TCP/8080");
  }

  @Test
  void aTwinWithoutTrafficIsNamedWhereItSharesThePolicy() {
    World world = world().deployment("shop/a", "app=twin", 1).deployment("shop/b", "app=twin", 1);

    Outcome outcome = world.talking(PEER, "shop/a");

    assertThat(outcome.notes("shop/a")).contains("shop/b had no flow of its own");
  }

  @Test
  void aVersionThatTheControllersSelectByTellsReleasesApartAndIsRemarked() {
    World world =
        world()
            .deployment("shop/reviews-v1", "app=reviews,version=v1", 1)
            .deployment("shop/reviews-v2", "app=reviews,version=v2", 1)
            .controller(
                "Deployment",
                "shop/reviews-v1",
                "app=reviews,version=v1",
                "app=reviews,version=v1",
                1)
            .controller(
                "Deployment",
                "shop/reviews-v2",
                "app=reviews,version=v2",
                "app=reviews,version=v2",
                1);

    Outcome outcome = world.talking(PEER, "shop/reviews-v1", "shop/reviews-v2");

    assertThat(outcome.selector("shop/reviews-v1")).isEqualTo("app=reviews,version=v1");
    assertThat(outcome.notes("shop/reviews-v1")).contains("may change with a release");
  }

  @Test
  void aVersionThatNoControllerSelectsByPartsNobodyBecauseTheNextReleaseWouldBeCutOff() {
    World world =
        world()
            .deployment("shop/green", "app=reviews,version=v1", 1)
            .deployment("shop/blue", "app=reviews,version=v2", 1);

    Outcome outcome = world.talking(PEER, "shop/green", "shop/blue");

    assertThat(outcome.selector("shop/green")).isEqualTo("app=reviews");
    assertThat(outcome.of("shop/green")).isSameAs(outcome.of("shop/blue"));
  }

  @Test
  void aVersionThatIsAllThereIsSelectsWithARemark() {
    World world =
        world().deployment("shop/green", "version=v1", 1).deployment("shop/blue", "version=v2", 1);

    Outcome outcome = world.talking(PEER, "shop/green", "shop/blue");

    assertThat(outcome.selector("shop/green")).isEqualTo("version=v1");
    assertThat(outcome.notes("shop/green")).contains("may change with a release");
  }

  @Test
  void podsWithoutLabelsGetNoPolicyAndNeverAnEmptySelector() {
    World world = world().pods("StatefulSet", "shop/bare", "", 1);
    world.pods("Pod", "shop/naked", "", 1);

    Outcome outcome = world.talking(PEER, "shop/bare", "shop/naked");

    assertThat(outcome.of("shop/bare").state()).isEqualTo(State.NO_SELECTOR);
    assertThat(outcome.of("shop/naked").state()).isEqualTo(State.NO_SELECTOR);
    assertThat(outcome.holds(PEER)).containsExactly("egress peer-without-labels --accept-withheld");
    assertThat(outcome.recommendation.proposed().policies())
        .noneMatch(policy -> policy.podSelector().isEverything());
  }

  @Test
  void aCronJobIsSelectedByItsTemplateAndNeverByLabelsOfARun() {
    World world = world().finishedPods("CronJob", "shop/report", "app=report", 2);

    Outcome outcome = world.talking(PEER, "shop/report");

    assertThat(outcome.selector("shop/report")).isEqualTo("app=report");
    assertThat(outcome.notes("shop/report")).contains("none of its pods runs");
  }

  @Test
  void aCronJobBetweenTwoRunsIsSelectedByItsOwnTemplate() {
    World world =
        world()
            .cronJob("shop/report", "app=report,part=nightly")
            .finishedPods("CronJob", "shop/report", "app=report,part=nightly", 1)
            .deployment("shop/viewer", "app=report,part=viewer", 1);

    assertThat(world.talking(PEER, "shop/report").selector("shop/report"))
        .isEqualTo("app=report,part=nightly");
  }

  @Test
  void aStatefulSetIsSelectedWithoutTheLabelsOfItsPods() {
    World world = world().pods("StatefulSet", "shop/pg", "app=pg", 3);

    assertThat(world.talking(PEER, "shop/pg").selector("shop/pg")).isEqualTo("app=pg");
  }

  @Test
  void hostNetworkPodsAreNotEnforceable() {
    World world = world().hostPods("DaemonSet", "shop/agent", "app=agent", 2);

    Outcome outcome = world.talking(PEER, "shop/agent");

    assertThat(outcome.of("shop/agent").state()).isEqualTo(State.NOT_ENFORCEABLE);
    assertThat(outcome.rules(PEER, Direction.EGRESS))
        .contains("ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 : TCP/8080");
  }

  @Test
  void samePodLabelsInAnotherNamespaceAreNoMatter() {
    World world =
        world().deployment("shop/cart", "app=cart", 1).deployment("lab/cart", "app=cart", 1);

    assertThat(world.talking(PEER, "shop/cart").of("shop/cart").selector().orElseThrow().exact())
        .isTrue();
  }

  @Test
  void clustersAreKeptApart() {
    World world = World.bare();
    for (String cluster : new String[] {"east", "west"}) {
      world
          .inCluster(cluster)
          .deployment("shop/web", "app=web", 1)
          .deployment("shop/db", "app=db", 1);
    }
    world.traffic.talks("east:shop/web", "east:shop/db", 5432);
    world.traffic.talks("west:shop/db", "west:shop/web", 8080);
    world.traffic.talks("east:shop/web", "west:shop/db", 1);

    Outcome outcome = world.recommend();

    assertThat(outcome.recommendation.proposed().policies())
        .extracting(p -> p.cluster() + " " + p.title() + " " + p.ingress().size())
        .containsExactly("east shop/db 1", "east shop/web 0", "west shop/db 0", "west shop/web 1");
    assertThat(outcome.standings()).contains("withheld other-cluster");
    assertThat(outcome.recommendation.proposed().policies().get(0).origin().file())
        .isEqualTo("east/shop/db.yaml");
  }

  @Test
  void aLabelThatTheApiWouldRefuseStandsInNoSelector() {
    World world =
        World.bare()
            .deployment("shop/web", "app=web,zone=../../x y,bad key=z", 2)
            .deployment("shop/db", "app=db", 1)
            .deployment("shop/odd", "zone=!!", 1);
    world.traffic.talks("shop/web", "shop/db", 5432).talks("shop/odd", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").podSelector())
        .isEqualTo(LabelSelector.of(new TreeMap<>(Map.of("app", "web"))));
    assertThat(outcome.of("shop/odd").state()).isEqualTo(State.NO_SELECTOR);
    assertThat(outcome.holds("shop/db")).anyMatch(hold -> hold.startsWith("ingress "));
  }

  @Test
  void aWorkloadWhoseNameTheApiWouldRefuseGetsNoPolicyInAnyForm() {
    World world =
        World.bare().deployment("..\u001b/web", "app=web", 1).deployment("shop/-db\n", "app=db", 1);
    world.traffic.talks("..\u001b/web", "shop/-db\n", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.recommendation.proposed().policies()).isEmpty();
    assertThat(outcome.of("shop/-db\n").stateReason()).contains("Kubernetes would refuse");
  }
}
