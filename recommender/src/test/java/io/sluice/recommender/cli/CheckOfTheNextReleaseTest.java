package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests rendered from a repository, held against an edge table that was saved before. */
final class CheckOfTheNextReleaseTest {
  private static final String MANIFESTS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: WEB}}
        template: {metadata: {labels: {app: WEB}}, spec: {containers: [{name: c}]}}
      ---
      apiVersion: apps/v1
      kind: KIND
      metadata: {name: cart, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: CART}}
        template:
          metadata: {labels: {app: CART}}
          spec: {containers: [{name: c, ports: [{containerPort: 7070}]}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: cart, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: cart}}
        policyTypes: [Ingress]
        ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 7070}]}]
      """;

  @TempDir Path folder;

  private Path table;

  @BeforeEach
  void aTableSavedFromTheRunningCluster() {
    TinyWorld world = new TinyWorld(folder);
    table = folder.resolve("base.edges");
    CommandRun run = world.run("flows", "-o", "edges=" + table);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  @Test
  void aReleaseThatChangesNoLabelHasNoFinding() throws IOException {
    CommandRun run = check("web", "cart");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).doesNotContain("selection-changed", "newly-open", "would be denied:");
  }

  @Test
  void aClientWhoseLabelChangesWouldBeDenied() throws IOException {
    CommandRun run = check("website", "cart");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("Forwarded when recorded, and would be denied:")
        .contains("shop/web", "app=website");
  }

  @Test
  void aServerWhoseLabelChangesLeavesItsPolicyAndIsNewlyOpen() throws IOException {
    CommandRun run = check("web", "carts");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("selection-changed")
        .contains("it selected shop/cart and does not any more: app=cart became app=carts")
        .contains("newly-open")
        .contains("these policies isolated its ingress with the labels that it had");
  }

  /** The next release's pods have the names of those that run now. */
  @Test
  void aStatefulSetWhoseLabelChangesIsNewlyOpenToo() throws IOException {
    Fixture fixture = new Fixture(folder.resolve("sets"));
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 1);
    ExampleWorkload cart = fixture.workload("StatefulSet", "shop/cart", "app=cart", 2, 7070);
    fixture.talks(web, cart, 7070);
    fixture.write();
    CommandRun flows =
        CommandRun.of(
            "flows", fixture.logs(), "--cluster", fixture.cluster(), "-o", "edges=" + table);
    assertThat(flows.exit()).as(flows.err()).isZero();

    CommandRun run = check("web", "carts", "StatefulSet");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("it selected shop/cart and does not any more: app=cart became app=carts")
        .contains("these policies isolated its ingress with the labels that it had");
    assertThat(check("web", "cart", "StatefulSet").exit()).isZero();
  }

  private CommandRun check(String web, String cart) throws IOException {
    return check(web, cart, "Deployment");
  }

  private CommandRun check(String web, String cart, String kind) throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("rendered"));
    Files.writeString(
        manifests.resolve("all.yaml"),
        MANIFESTS.replace("WEB", web).replace("CART", cart).replace("KIND", kind));
    return CommandRun.of(
        "check",
        table,
        "--cluster",
        manifests,
        "--fail-on",
        "would-deny,selection-changed,newly-open");
  }
}
