package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where answers go, in which forms, and what the exit code says of them. */
final class AnswersTest {
  @TempDir Path folder;

  private TinyWorld world;

  @BeforeEach
  void logsAndSnapshot() {
    world = new TinyWorld(folder);
  }

  @Test
  void stdoutHasTheAnswerOnlyAndStderrTheAccount() {
    CommandRun run = world.run("flows", "-o", "json");

    assertThat(run.json().path("apiVersion").asText()).isEqualTo("sluice.io/v1");
    assertThat(run.err()).contains("Read ", " · used ", " · skipped ", "Window ", "Cluster ");
    assertThat(run.out()).doesNotContain("Read ");
  }

  @Test
  void quietLeavesStderrEmpty() {
    assertThat(world.run("flows", "-q").err()).isEmpty();
  }

  @Test
  void jsonStaysJsonAlsoWhenCheckFindsSomething() {
    Path policies = policy("ingress: []");

    CommandRun run = world.run("check", "--add-policies", policies, "-o", "json");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.json().path("findings").path(0).path("rule").asText()).isEqualTo("would-deny");
  }

  @Test
  void failOnDecidesWhatCountsAsFailure() {
    Path policies = policy("ingress: []");

    assertThat(world.run("check", "--add-policies", policies, "--fail-on", "never").exit())
        .isZero();
    assertThat(world.run("check", "--add-policies", policies, "--fail-on", "denied").exit())
        .isZero();
    assertThat(
            world.run("check", "--add-policies", policies, "--fail-on", "denied,would-deny").exit())
        .isEqualTo(1);
  }

  @Test
  void recommendFailsOnRequestOnAnEdgeThatCannotBeAskedAbout() {
    world.fixture.calls(world.web, "10.99.0.7", 443).write();

    assertThat(world.run("recommend").exit()).isZero();
    assertThat(world.run("recommend", "--fail-on", "would-deny").exit()).isZero();
    assertThat(world.run("recommend", "--fail-on", "would-deny,not-evaluated").exit()).isEqualTo(1);
  }

  @Test
  void policiesTakeThePlaceOfTheClustersOwnAndAddPoliciesDoNot() {
    Path open = policy("ingress: [{}]");
    world.fixture.policy(
        "shop",
        "deny",
        new java.util.TreeMap<>(
            Map.of("podSelector", new java.util.TreeMap<>(), "policyTypes", List.of("Ingress"))));
    world.fixture.write();

    assertThat(world.run("check").exit()).isEqualTo(1);
    assertThat(world.run("check", "--policies", open).exit()).isZero();
    assertThat(world.run("check", "--add-policies", open).exit()).isZero();
    assertThat(world.run("check", "--add-policies", policy("ingress: []")).exit()).isEqualTo(1);
  }

  @Test
  void theNamespaceFilterHidesButDoesNotChangeTheExitCode() {
    Path policies = policy("ingress: []");

    CommandRun run = world.run("check", "--add-policies", policies, "-n", "other", "-o", "json");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.json().path("findings")).isEmpty();
  }

  @Test
  void severalFormsAreWrittenInOneRun() {
    Path json = folder.resolve("r.json");
    Path md = folder.resolve("r.md");

    CommandRun run = world.run("recommend", "-o", "json=" + json, "-o", "md=" + md, "-o", "yaml");

    assertThat(run.exit()).isZero();
    assertThat(TinyWorld.read(json)).contains("\"kind\": \"RecommendationReport\"");
    assertThat(TinyWorld.read(md)).startsWith("## What would break\n");
    assertThat(run.out()).startsWith("apiVersion: networking.k8s.io/v1\n").contains("\n---\n");
  }

  @Test
  void theReportAlwaysGoesFromRiskToEvidence() {
    String text = world.run("recommend").out();

    assertThat(text)
        .containsSubsequence(
            "What would break", "What we could not see", "What changes", "Evidence");
  }

  @Test
  void twoWorkloadsOfOneNameAreToldApartByTheirKind() {
    Fixture fixture = new Fixture(folder.resolve("namesakes"));
    ExampleWorkload deployment = fixture.deployment("shop/store", "app=store", 1, 7070);
    ExampleWorkload set = fixture.workload("StatefulSet", "shop/store", "app=store-db", 1, 5432);
    fixture.talks(deployment, set, 5432);
    fixture.write();

    CommandRun run = CommandRun.of("recommend", fixture.logs(), "--cluster", fixture.cluster());

    assertThat(run.out())
        .containsPattern("shop/store \\(Deployment\\) +egress +shop/store \\(StatefulSet\\)");
  }

  @Test
  void twiceTheSameInputGivesTheSameBytesInEveryForm() {
    for (String format : List.of("table", "wide", "json", "md", "csv")) {
      assertThat(world.run("flows", "-o", format)).isEqualTo(world.run("flows", "-o", format));
    }
    assertThat(world.run("inspect", "-o", "json")).isEqualTo(world.run("inspect", "-o", "json"));
    assertThat(world.run("check", "-o", "json")).isEqualTo(world.run("check", "-o", "json"));
  }

  @Test
  void coverageBelowWhatWasAskedExitsWithFourAndWithoutAnAnswer() {
    CommandRun run = CommandRun.of("flows", world.logs(), "--min-coverage", "100%");
    CommandRun gap =
        CommandRun.of(
            Map.of(),
            world.lines().get(0) + "\n" + world.lines().get(0).replace("2026-11-05", "2026-11-04"),
            "flows",
            "-",
            "--min-coverage",
            "50%");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(gap.exit()).isEqualTo(4);
    assertThat(gap.out()).isEmpty();
    assertThat(gap.err()).contains("--min-coverage asks for 50 %");
  }

  private Path policy(String rules) {
    try {
      Path file = Files.createTempFile(folder, "policy", ".yaml");
      Files.writeString(
          file,
          """
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: deny, namespace: shop}
          spec: {podSelector: {matchLabels: {app: cart}}, policyTypes: [Ingress], %s}
          """
              .formatted(rules));
      return file;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
