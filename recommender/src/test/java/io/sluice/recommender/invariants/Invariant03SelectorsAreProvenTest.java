package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.example.Enforcement;
import io.sluice.recommender.example.ExamplePod;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import io.sluice.recommender.example.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy selects exactly the pods that it is for, or says whom else it selects. */
final class Invariant03SelectorsAreProvenTest {
  @TempDir Path folder;

  @Test
  void aCanaryWhoseLabelsContainThoseOfItsElderIsNotSelectedWithIt() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    ExampleWorkload canary = fixture.deployment("shop/cart-canary", "app=cart,track=canary", 1);
    fixture.talks(web, cart, 7070).talks(canary, web, 80).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(selected(recommended.alone(), "cart")).containsOnly("shop/cart");
    assertThat(selected(recommended.alone(), "cart-canary")).containsOnly("shop/cart-canary");
    assertThat(proof(recommended, "shop/cart").path("exact").asBoolean()).isTrue();
  }

  @Test
  void aForeignPodThatRanDuringTheWindowIsNotSelectedEither() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 1);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 1, 7070);
    ExampleWorkload job = fixture.workload("CronJob", "shop/cleanup", "app=cart,role=cleanup", 0);
    fixture.pod(job, "10.244.50.99", Fixture.START, Optional.of(Fixture.START.plusSeconds(90)));
    fixture.talks(web, cart, 7070).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(
            policy(recommended.alone(), "cart")
                .podSelector()
                .matches(
                    new java.util.TreeMap<>(java.util.Map.of("app", "cart", "role", "cleanup"))))
        .isFalse();
  }

  @Test
  void anOwnPastPodWithOtherLabelsIsListedAsNoLongerCovered() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 1);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 1, 7070);
    ExampleWorkload before = ExampleWorkload.of("shop", "Deployment", "cart", "app=basket");
    ExamplePod past =
        fixture.pod(
            before, "10.244.50.98", Fixture.START, Optional.of(Fixture.START.plusSeconds(90)));
    fixture.talks(web, cart, 7070).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(Report.texts(proof(recommended, "shop/cart").path("uncoveredPods")))
        .containsExactly("shop/" + past.name());
  }

  @Test
  void workloadsThatNoLabelTellsApartShareAPolicyThatNamesThemBoth() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 1);
    ExampleWorkload blue = fixture.deployment("shop/blue", "app=cart", 1, 7070);
    ExampleWorkload green = fixture.deployment("shop/green", "app=cart", 1, 7070);
    fixture.talks(web, blue, 7070).talks(web, green, 7070).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(selected(recommended.alone(), "blue")).containsOnly("shop/blue", "shop/green");
    assertThat(recommended.report().workload("shop/blue").path("mergedWith").toString())
        .contains("green");
  }

  private static JsonNode proof(Recommended recommended, String title) {
    return recommended.report().workload(title).path("selector");
  }

  private static NetworkPolicy policy(Enforcement enforcement, String name) {
    return enforcement.policies().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Workloads of the live pods that a policy selects. */
  private static List<String> selected(Enforcement enforcement, String name) {
    NetworkPolicy policy = policy(enforcement, name);
    return enforcement.pods().stream()
        .filter(p -> p.namespace().equals(policy.namespace()))
        .filter(p -> policy.podSelector().matches(p.labels()))
        .map(Pod::workload)
        .map(w -> w.title())
        .distinct()
        .toList();
  }
}
