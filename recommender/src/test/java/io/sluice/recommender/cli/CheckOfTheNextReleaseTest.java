package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
      kind: Deployment
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

  private CommandRun check(String web, String cart) throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("rendered"));
    Files.writeString(
        manifests.resolve("all.yaml"), MANIFESTS.replace("WEB", web).replace("CART", cart));
    return CommandRun.of(
        "check",
        table,
        "--cluster",
        manifests,
        "--fail-on",
        "would-deny,selection-changed,newly-open");
  }
}
