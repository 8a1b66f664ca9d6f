package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pull requests say of odd input, and how they survive it. */
final class WhatPrSaysOfItsInputTest {
  @TempDir Path folder;
  private PrRuns runs;

  @BeforeEach
  void aRepository() {
    runs = new PrRuns(folder);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"`|<b>@all", "../../etc", "#1 </details>", "-->$(id)'"})
  void namesThatNoClusterWouldTakeNeitherBreakTheTextNorLeaveTheFolder(String name)
      throws IOException {
    Path world = folder.resolve("world");
    renamed(ExampleFolder.cluster(), world.resolve("cluster"), name);
    renamed(ExampleFolder.logs(), world.resolve("logs"), name);

    CommandRun run =
        CommandRun.of(
            "pr",
            "apply",
            world.resolve("logs"),
            "--cluster",
            world.resolve("cluster"),
            "--repo",
            runs.remote.folder(),
            "--path",
            PrRuns.FOLDER,
            "-o",
            "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(SchemasTest.errors("pull-request-report", run.out())).isEmpty();
    JsonNode requests = run.json().path("pullRequests");
    assertThat(requests.findValuesAsText("state")).contains("opened");
    for (JsonNode body : requests.findValues("body")) {
      String prose =
          String.join("\n", body.asText().lines().filter(l -> !l.startsWith("    ")).toList());
      assertThat(prose).doesNotContain("<b>", "@all", "</details>", "#1 ");
      assertThat(prose.split("-->", -1)).hasSize(2);
    }
    for (String branch : runs.remote.refs().keySet()) {
      assertThat(runs.remote.files(branch).keySet())
          .allMatch(path -> path.equals("README.md") || path.startsWith(PrRuns.FOLDER + "/"))
          .noneMatch(path -> path.contains("..") || path.contains("@"));
    }
  }

  private static void renamed(Path from, Path to, String name) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = ExampleFolder.text(file).replace("checkout", name);
        String plain = from.relativize(file).toString().replaceFirst("\\.gz$", "");
        PrRuns.write(to.resolve(plain), text);
      }
    }
  }

  @Test
  void whatARecommendationSaysOfItselfAndBrokenDecisionsStandInTheTextAndOnStandardError() {
    Path decisions = folder.resolve("decisions.yaml");
    PrRuns.write(
        decisions,
        """
        decisions:
          - decision: accept
            from: shop/cart
            to: 203.0.113.99
            port: TCP/1
            owner: us
            reason: OPS-12
            expires: 2030-01-01
        """);
    Object[] options = {"--decisions", decisions};

    CommandRun plan = runs.pr("plan", options);
    List<Object> words = new ArrayList<>(List.of(options));
    words.addAll(List.of("-n", "shop", "-o", "json"));
    JsonNode shop = runs.pr("plan", words.toArray()).json().path("pullRequests").get(0);

    String broken = "decision accept shop/cart → 203.0.113.99/32 TCP/1: ";
    assertThat(plan.err()).containsOnlyOnce(broken);
    assertThat(PrRuns.whole(shop)).contains("Not seen by this tool").contains("- " + broken);
    assertThat(shop.path("notes").toString()).contains(broken);
  }

  @Test
  void whatIsWrongWithPoliciesOfTheBaseIsSaidWithTheirPlaceInTheRepository() {
    String hand = PrRuns.FOLDER + "/hand/";
    runs.remote.write(
        "main",
        hand + "bad.yaml",
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: bad, namespace: shop}
        spec:
          podSelector: {}
          policyTypes: [Inbound]
        """);
    runs.remote.write("main", hand + "broken.yaml", "kind: NetworkPolicy\nmetadata: {name: x\n");
    runs.remote.write(
        "main", hand + "big.yaml", "# " + "x".repeat(5 << 20) + "\nkind: NetworkPolicy\n");

    CommandRun plan = runs.pr("plan", "-n", "shop", "-o", "json");
    CommandRun strict = runs.pr("plan", "--strict");

    String bad = hand + "bad.yaml:6: shop/bad: ";
    assertThat(plan.exit()).isZero();
    assertThat(plan.err())
        .contains(bad)
        .contains(hand + "broken.yaml:3: NetworkPolicy: cannot be read")
        .contains(hand + "big.yaml:1: NetworkPolicy: the file has 5,242,")
        .doesNotContain("sluice-pr-");
    assertThat(PrRuns.whole(plan.json().path("pullRequests").get(0)))
        .contains(
            "policy not in force, the API server would refuse it: " + bad.replace("_", "\\_"));
    assertThat(strict.exit()).isEqualTo(4);
    assertThat(strict.err()).contains("--strict, but refused: " + bad);
  }
}
