package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sluice pr} on the example, from the command line to the branches of a repository. */
final class PrCommandTest {
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

  private void mergeAll() {
    for (String branch : List.copyOf(runs.remote.refs().keySet())) {
      if (!branch.equals("main")) {
        runs.pr("apply");
        assertThat(runs.remote.merge(branch)).isTrue();
      }
    }
    runs.pr("apply");
  }

  @Test
  void aPlanPrintsWholePullRequestsAndWritesNothing() {
    var refs = runs.remote.refs();
    long objects = runs.remote.objects();

    CommandRun plan = runs.pr("plan");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out())
        .contains("# netpol(shop): allow 14 paths, isolate 7 workloads")
        .contains("`netpol/prod/shop` → `main`, draft, labels netpol, netpol/add")
        .contains("No recorded flow that passes today would be denied.")
        .contains("shop: stage observe → ingress, later both")
        .contains("ingress: orders-db-0, orders-db-1")
        .contains("more rows in " + PrRuns.FOLDER + "/.sluice/evidence/shop.md")
        .contains(PrRuns.FOLDER + "/shop/cart.yaml (added):")
        .contains("app.kubernetes.io/managed-by: sluice");
    assertThat(runs.remote.refs()).isEqualTo(refs);
    assertThat(runs.remote.objects()).isEqualTo(objects);
  }

  @Test
  void planIsWhatHoldsWithoutAVerb() {
    CommandRun bare =
        CommandRun.of(
            "pr",
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--repo",
            runs.remote.folder(),
            "--path",
            PrRuns.FOLDER,
            "--cluster-name",
            "prod");

    assertThat(bare.out()).isNotEmpty().isEqualTo(runs.pr("plan").out());
  }

  @Test
  void applyPushesWhatPlanShowedAndASecondOneNothing() {
    JsonNode planned = runs.pr("plan", "-o", "json").json().path("pullRequests");
    JsonNode done = runs.pr("apply", "-o", "json").json().path("pullRequests");

    assertThat(runs.remote.refs().keySet())
        .containsExactly("main", "netpol/prod/monitoring", "netpol/prod/payments", PrRuns.SHOP);
    for (int i = 0; i < planned.size(); i++) {
      assertThat(done.get(i).path("files")).isEqualTo(planned.get(i).path("files"));
      var files = runs.remote.files(planned.get(i).path("branch").asText());
      planned
          .get(i)
          .path("files")
          .forEach(
              file ->
                  assertThat(files.get(file.path("path").asText()))
                      .isEqualTo(file.path("after").asText()));
    }
    var refs = runs.remote.refs();
    long objects = runs.remote.objects();
    assertThat(runs.pr("apply").out()).contains("unchanged").doesNotContain("opened");
    assertThat(runs.remote.refs()).isEqualTo(refs);
    assertThat(runs.remote.objects()).isEqualTo(objects);
  }

  @Test
  void mergedStageByStageNothingIsLeftToProposeAndNothingBreaks() {
    runs.pr("apply");
    mergeAll();
    CommandRun second = runs.pr("plan", "-n", "shop");
    assertThat(second.out()).contains("shop: stage ingress → both");

    mergeAll();
    JsonNode rest = runs.pr("plan", "-o", "json").json().path("pullRequests");

    assertThat(rest.findValuesAsText("state")).containsOnly("nothing");
    Path policies = folder.resolve("merged");
    runs.remote
        .files("main")
        .forEach((path, content) -> PrRuns.write(policies.resolve(path), content));
    CommandRun check =
        CommandRun.of(
            "check",
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--add-policies",
            policies.resolve(PrRuns.FOLDER));
    assertThat(check.out()).contains("0 recorded edges would be denied");
  }

  @Test
  void theLastPolicyOfAPodStaysUnlessWideningIsAllowed() {
    runs.pr("apply", "-n", "shop");
    assertThat(runs.remote.merge(PrRuns.SHOP)).isTrue();
    runs.pr("apply", "-n", "shop");
    Path none = folder.resolve("decisions.yaml");
    PrRuns.write(
        none,
        """
        decisions:
          - decision: never-allow
            from: "*"
            to: shop/*
            owner: us
            reason: a test
            expires: 2030-01-01
        """);
    Path settings = folder.resolve("sluice.yaml");
    PrRuns.write(settings, "pullRequests:\n  tightenAfterDays: 1\n");
    Object[] options = {"-n", "shop", "--decisions", none, "--config", settings, "--tighten"};

    CommandRun kept = runs.pr("plan", options);
    List<Object> allowed = new ArrayList<>(List.of(options));
    allowed.addAll(List.of("--allow-widening", "-o", "json"));
    JsonNode opened = runs.pr("plan", allowed.toArray()).json().path("pullRequests");

    assertThat(kept.err()).contains("--allow-widening");
    assertThat(kept.out()).doesNotContain("is isolated no more");
    JsonNode tighten =
        opened.get(0).path("kind").asText().equals("tighten") ? opened.get(0) : opened.get(1);
    assertThat(tighten.path("labels").toString()).contains("netpol/widens", "netpol/remove");
    assertThat(tighten.path("draft").asBoolean()).isTrue();
    assertThat(tighten.path("body").asText()).contains("is isolated no more");
  }

  @ParameterizedTest
  @CsvSource({"workload, netpol/prod/shop.cart", "all, netpol/prod/_all"})
  void groupsAreBranches(String grouping, String branch) {
    runs.pr("apply", "--group-by", grouping);

    assertThat(runs.remote.refs()).containsKey(branch);
  }

  @Test
  void theAnswersFitTheirSchemas() {
    assertThat(SchemasTest.errors("pull-request-report", runs.pr("plan", "-o", "json").out()))
        .isEmpty();
    String applied = runs.pr("apply", "-o", "json").out();
    assertThat(SchemasTest.errors("pull-request-report", applied)).isEmpty();
    runs.remote.append(PrRuns.SHOP, "notes.txt", "mine");
    String status = runs.branches("status", "-o", "json").out();
    assertThat(SchemasTest.errors("pull-request-branches", status)).isEmpty();
    assertThat(status).contains("\"foreign\"").contains("\"merges\"");
    assertThat(SchemasTest.errors("pull-request-branches", status.replace("head", "tip")))
        .isNotEmpty();
    assertThat(SchemasTest.errors("pull-request-report", applied.replace("\"branch\"", "\"b\"")))
        .isNotEmpty();
  }

  @Test
  void closeTakesAwayWhatHoldsNothingButOurCommit() {
    runs.pr("apply");
    runs.remote.append(PrRuns.SHOP, "notes.txt", "mine");

    CommandRun closed = runs.branches("close");

    assertThat(closed.exit()).isZero();
    assertThat(closed.out()).contains("stopped").contains("so the branch stays");
    assertThat(runs.remote.refs().keySet()).containsExactly("main", PrRuns.SHOP);
  }

  @Test
  void aClusterIsCalledAsTheSettingsSayOrAsTheFolderEnds() {
    Path settings = folder.resolve("sluice.yaml");
    PrRuns.write(
        settings,
        "pullRequests:\n  clusterName: weu\n  stage: observe\n  stages:\n    shop: both\n");
    List<Object> words =
        List.of(
            "pr",
            "apply",
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--repo",
            runs.remote.folder(),
            "--path",
            PrRuns.FOLDER);
    List<Object> configured = new ArrayList<>(words);
    configured.addAll(List.of("--config", settings));

    CommandRun.of(configured.toArray());
    assertThat(runs.remote.refs().keySet()).containsExactly("main", "netpol/weu/shop");
    CommandRun.of(words.toArray());
    assertThat(runs.remote.refs()).containsKey("netpol/netpol/shop");
  }
}
