package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Workload;
import org.junit.jupiter.api.Test;

/** Selectors are proven against pods that are gone as well. */
final class SelectorOverTimeTest {
  private static final String PEER = "shop/peer";

  private static World world() {
    return World.withDns().deployment(PEER, "app=peer", 1);
  }

  @Test
  void pastPodsWithOtherLabelsAreListedAsNoLongerCovered() {
    World world =
        world()
            .deployment("shop/cart", "app=cart", 1)
            .finishedPods("Deployment", "shop/cart", "app=basket", 1);

    SelectorProof proof = world.talking(PEER, "shop/cart").of("shop/cart").selector().orElseThrow();

    assertThat(proof.exact()).isTrue();
    assertThat(proof.uncoveredPods()).singleElement().asString().startsWith("shop/cart-");
  }

  @Test
  void aPastPodWhoseLabelsNobodyRecordedIsListedAsNotChecked() {
    World world =
        world()
            .deployment("shop/cart", "app=cart", 1)
            .recorded("shop/gone-0", "StatefulSet", "gone", "")
            .recorded("shop/told-0", "StatefulSet", "told", "label_app=told")
            .recorded("shop/cart-7d4f9c8b6d-aaaaa", "ReplicaSet", "cart-7d4f9c8b6d", "");

    SelectorProof proof = world.talking(PEER, "shop/cart").of("shop/cart").selector().orElseThrow();

    assertThat(proof.selector().toString()).isEqualTo("app=cart");
    assertThat(proof.uncheckedPods()).containsExactly("shop/gone-0");
    assertThat(proof.uncoveredPods()).isEmpty();
  }

  @Test
  void aPodThatIsGoneAndHadTheSameLabelsIsNamedAsExtra() {
    World world =
        world()
            .deployment("shop/cart", "app=cart", 1)
            .deployment("shop/viewer", "app=viewer", 1)
            .finishedPods("Deployment", "shop/viewer", "app=cart", 1);

    Outcome outcome = world.talking(PEER, "shop/cart");

    SelectorProof proof = outcome.of("shop/cart").selector().orElseThrow();
    assertThat(proof.exact()).isFalse();
    assertThat(proof.extraPods()).singleElement().asString().startsWith("shop/viewer-");
    assertThat(outcome.of(PEER).evidence())
        .anySatisfy(e -> assertThat(e.note()).contains("also selects shop/viewer-"));
  }

  @Test
  void twinsAreNamedLikeTheFirstThatIsStillThere() {
    World world =
        world()
            .finishedPods("Deployment", "shop/a", "app=twin", 1)
            .deployment("shop/b", "app=twin", 1);

    assertThat(world.talking(PEER, "shop/a", "shop/b").policy("shop/a").name()).isEqualTo("b");
  }

  @Test
  void aLabelThatOutlivedARolloutIsPreferred() {
    World world =
        world()
            .finishedPods("Deployment", "shop/cart", "app=cart", 1)
            .deployment("shop/cart", "app=cart,app.kubernetes.io/name=cart", 1);

    Outcome outcome = world.talking(PEER, "shop/cart");

    assertThat(outcome.selector("shop/cart")).isEqualTo("app=cart");
    assertThat(outcome.of("shop/cart").selector().orElseThrow().uncoveredPods()).isEmpty();
  }

  @Test
  void revisionsThatOnlyAGeneratedLabelTellsApartAreMerged() {
    World world = world();
    for (String revision : new String[] {"one", "two"}) {
      String labels = "team=blue,pod-template-hash=" + revision;
      world
          .controller("ReplicaSet", "shop/" + revision, labels, labels, 1)
          .pods("ReplicaSet", "shop/" + revision, labels, 1);
    }

    Outcome outcome = world.talking(PEER, "shop/one", "shop/two");

    assertThat(outcome.selector("shop/one")).isEqualTo("team=blue");
    assertThat(outcome.of("shop/one").merged())
        .extracting(Workload::title)
        .containsExactly("shop/two");
  }

  @Test
  void aPodThatOnlyALogNamesIsNotTakenForForeignForLabelsThatTheLogLeavesOut() {
    World world =
        world()
            .deployment("shop/cart", "app=cart", 1)
            .deployment("shop/cart-canary", "app=cart,track=canary", 1);
    world.loggedPod("shop/cart-canary", "cart-canary-6b7c8d9f54-gone", "app=cart");

    SelectorProof proof = world.talking(PEER, "shop/cart").of("shop/cart").selector().orElseThrow();

    assertThat(proof.selector()).hasToString("app=cart,DoesNotExist track");
    assertThat(proof.exact()).isTrue();
  }
}
