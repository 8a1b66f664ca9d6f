package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.pr.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sluice pr} on the example, from the command line to the branches of a repository. */
final class PrCommandTest {
  private static final String SHOP = "netpol/prod/shop";
  private static final String FOLDER = "clusters/prod/netpol";

  @TempDir Path folder;
  private Remote remote;

  @BeforeEach
  void aRepository() {
    remote = Remote.with(folder.resolve("policies.git"), Map.of("README.md", "hello\n"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private CommandRun pr(String verb, Object... more) {
    List<Object> words = new ArrayList<>(List.of("pr", verb));
    words.addAll(
        List.of(
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--repo",
            remote.folder(),
            "--path",
            FOLDER,
            "--cluster-name",
            "prod"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private CommandRun branches(String verb, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "pr", verb, "--repo", remote.folder(), "--path", FOLDER, "--cluster-name", "prod"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private void mergeAll() {
    for (String branch : List.copyOf(remote.refs().keySet())) {
      if (!branch.equals("main")) {
        pr("apply");
        assertThat(remote.merge(branch)).isTrue();
      }
    }
    pr("apply");
  }

  @Test
  void aPlanPrintsWholePullRequestsAndWritesNothing() {
    var refs = remote.refs();
    long objects = remote.objects();

    CommandRun plan = pr("plan");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out())
        .contains("# netpol(shop): allow 14 paths, isolate 7 workloads")
        .contains("`netpol/prod/shop` → `main`, draft, labels netpol, netpol/add")
        .contains("No recorded flow that passes today would be denied.")
        .contains("shop: stage observe → ingress, later both")
        .contains("ingress: orders-db-0, orders-db-1")
        .contains("more rows in " + FOLDER + "/.sluice/evidence/shop.md")
        .contains(FOLDER + "/shop/cart.yaml (added):")
        .contains("app.kubernetes.io/managed-by: sluice");
    assertThat(remote.refs()).isEqualTo(refs);
    assertThat(remote.objects()).isEqualTo(objects);
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
            remote.folder(),
            "--path",
            FOLDER,
            "--cluster-name",
            "prod");

    assertThat(bare.out()).isNotEmpty().isEqualTo(pr("plan").out());
  }

  @Test
  void applyPushesWhatPlanShowedAndASecondOneNothing() {
    JsonNode planned = pr("plan", "-o", "json").json().path("pullRequests");
    JsonNode done = pr("apply", "-o", "json").json().path("pullRequests");

    assertThat(remote.refs().keySet())
        .containsExactly("main", "netpol/prod/monitoring", "netpol/prod/payments", SHOP);
    for (int i = 0; i < planned.size(); i++) {
      assertThat(done.get(i).path("files")).isEqualTo(planned.get(i).path("files"));
      var files = remote.files(planned.get(i).path("branch").asText());
      planned
          .get(i)
          .path("files")
          .forEach(
              file ->
                  assertThat(files.get(file.path("path").asText()))
                      .isEqualTo(file.path("after").asText()));
    }
    var refs = remote.refs();
    long objects = remote.objects();
    assertThat(pr("apply").out()).contains("unchanged").doesNotContain("opened");
    assertThat(remote.refs()).isEqualTo(refs);
    assertThat(remote.objects()).isEqualTo(objects);
  }

  @Test
  void mergedStageByStageNothingIsLeftToProposeAndNothingBreaks() {
    pr("apply");
    mergeAll();
    CommandRun second = pr("plan", "-n", "shop");
    assertThat(second.out()).contains("shop: stage ingress → both");

    mergeAll();
    JsonNode rest = pr("plan", "-o", "json").json().path("pullRequests");

    assertThat(rest.findValuesAsText("state")).containsOnly("nothing");
    Path policies = folder.resolve("merged");
    remote.files("main").forEach((path, content) -> write(policies.resolve(path), content));
    CommandRun check =
        CommandRun.of(
            "check",
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--add-policies",
            policies.resolve(FOLDER));
    assertThat(check.out()).contains("0 recorded edges would be denied");
  }

  private static void write(Path path, String content) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLastPolicyOfAPodStaysUnlessWideningIsAllowed() {
    pr("apply", "-n", "shop");
    assertThat(remote.merge(SHOP)).isTrue();
    pr("apply", "-n", "shop");
    Path none = folder.resolve("decisions.yaml");
    write(
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
    write(settings, "pullRequests:\n  tightenAfterDays: 1\n");
    Object[] options = {"-n", "shop", "--decisions", none, "--config", settings, "--tighten"};

    CommandRun kept = pr("plan", options);
    List<Object> allowed = new ArrayList<>(List.of(options));
    allowed.addAll(List.of("--allow-widening", "-o", "json"));
    JsonNode opened = pr("plan", allowed.toArray()).json().path("pullRequests");

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
    pr("apply", "--group-by", grouping);

    assertThat(remote.refs()).containsKey(branch);
  }

  @Test
  void theAnswersFitTheirSchemas() {
    assertThat(SchemasTest.errors("pull-request-report", pr("plan", "-o", "json").out())).isEmpty();
    String applied = pr("apply", "-o", "json").out();
    assertThat(SchemasTest.errors("pull-request-report", applied)).isEmpty();
    remote.append(SHOP, "notes.txt", "mine");
    String status = branches("status", "-o", "json").out();
    assertThat(SchemasTest.errors("pull-request-branches", status)).isEmpty();
    assertThat(status).contains("\"foreign\"").contains("\"merges\"");
    assertThat(SchemasTest.errors("pull-request-branches", status.replace("head", "tip")))
        .isNotEmpty();
    assertThat(SchemasTest.errors("pull-request-report", applied.replace("\"branch\"", "\"b\"")))
        .isNotEmpty();
  }

  @Test
  void closeTakesAwayWhatHoldsNothingButOurCommit() {
    pr("apply");
    remote.append(SHOP, "notes.txt", "mine");

    CommandRun closed = branches("close");

    assertThat(closed.exit()).isZero();
    assertThat(closed.out()).contains("stopped").contains("so the branch stays");
    assertThat(remote.refs().keySet()).containsExactly("main", SHOP);
  }

  @ParameterizedTest
  @CsvSource({"github", "gitlab", "azure-devops"})
  void aPathIsOnNoHost(String provider) {
    CommandRun run = pr("plan", "--provider", provider);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("--provider " + provider + " takes the URL of a repository as --repo");
  }

  @Test
  void whatIsWrongAboutAHostIsSaidBeforeAnythingIsRead() {
    Path settings = folder.resolve("sluice.yaml");
    write(
        settings,
        "pullRequests:\n  apiUrl: http://ghe.example.org/api\n  reviewers: [ada]\n  verifiedCommits: 7\n");

    CommandRun wrong = branches("status", "--config", settings);
    CommandRun untold =
        CommandRun.of("pr", "status", "--path", "x", "--repo", "https://git.example.org/a/b");
    CommandRun incomplete =
        CommandRun.of("pr", "status", "--path", "x", "--repo", "https://github.com/contoso");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("pullRequests.apiUrl: a host's URL must begin with https://")
        .contains("pullRequests.reviewers must hold ids of Azure DevOps")
        .contains("pullRequests.verifiedCommits must be one of true, false, but is \"7\"");
    assertThat(untold.exit()).isEqualTo(2);
    assertThat(untold.err())
        .contains("cannot tell what \"git.example.org\" is: give --provider github, gitlab");
    assertThat(incomplete.exit()).isEqualTo(2);
    assertThat(incomplete.err()).contains("must be like https://HOST/OWNER/REPOSITORY");
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsRead() {
    assertThat(branches("status", "--base", "nowhere").err()).contains("has no branch nowhere");
    assertThat(branches("aply").err()).contains("pr has no verb \"aply\"");
    assertThat(CommandRun.of("pr", "status", "--path", "x").err()).contains("pr needs --repo");
    assertThat(CommandRun.of("pr", "status", "--repo", "x").err()).contains("pr needs --path");
    assertThat(CommandRun.of("pr", "status", "--repo", "x", "--path", "../x").err())
        .contains("into the repository");
    assertThat(branches("plan").err()).contains("pr plan needs LOGS");
    CommandRun secret =
        CommandRun.of(
            "pr", "status", "--path", "x", "--repo", "https://me:s3cret@example.org/r.git");
    assertThat(secret.exit()).isEqualTo(2);
    assertThat(secret.err()).contains("SLUICE_GIT_TOKEN").doesNotContain("s3cret");
    CommandRun missing =
        CommandRun.of("pr", "status", "--path", "x", "--repo", folder.resolve("none"));
    assertThat(missing.exit()).isEqualTo(5);
    assertThat(missing.err()).contains("there is no repository");
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
            remote.folder(),
            "--path",
            FOLDER,
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
    for (String branch : remote.refs().keySet()) {
      assertThat(remote.files(branch).keySet())
          .allMatch(path -> path.equals("README.md") || path.startsWith(FOLDER + "/"))
          .noneMatch(path -> path.contains("..") || path.contains("@"));
    }
  }

  private static void renamed(Path from, Path to, String name) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = ExampleFolder.text(file).replace("checkout", name);
        String plain = from.relativize(file).toString().replaceFirst("\\.gz$", "");
        write(to.resolve(plain), text);
      }
    }
  }

  @Test
  void whatARecommendationSaysOfItselfAndBrokenDecisionsStandInTheTextAndOnStandardError() {
    Path decisions = folder.resolve("decisions.yaml");
    write(
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

    CommandRun plan = pr("plan", options);
    List<Object> words = new ArrayList<>(List.of(options));
    words.addAll(List.of("-n", "shop", "-o", "json"));
    JsonNode shop = pr("plan", words.toArray()).json().path("pullRequests").get(0);

    String broken = "decision accept shop/cart → 203.0.113.99/32 TCP/1: ";
    assertThat(plan.err()).containsOnlyOnce(broken);
    assertThat(whole(shop)).contains("Not seen by this tool").contains("- " + broken);
    assertThat(shop.path("notes").toString()).contains(broken);
  }

  /** The text with what did not fit into the description. */
  private static String whole(JsonNode request) {
    StringBuilder text = new StringBuilder(request.path("body").asText());
    request.path("files").forEach(file -> text.append(file.path("after").asText()));
    return text.toString();
  }

  @Test
  void whatIsWrongWithPoliciesOfTheBaseIsSaidWithTheirPlaceInTheRepository() {
    String hand = FOLDER + "/hand/";
    remote.write(
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
    remote.write("main", hand + "broken.yaml", "kind: NetworkPolicy\nmetadata: {name: x\n");
    remote.write("main", hand + "big.yaml", "# " + "x".repeat(5 << 20) + "\nkind: NetworkPolicy\n");

    CommandRun plan = pr("plan", "-n", "shop", "-o", "json");
    CommandRun strict = pr("plan", "--strict");

    String bad = hand + "bad.yaml:6: shop/bad: ";
    assertThat(plan.exit()).isZero();
    assertThat(plan.err())
        .contains(bad)
        .contains(hand + "broken.yaml:3: NetworkPolicy: cannot be read")
        .contains(hand + "big.yaml:1: NetworkPolicy: the file has 5,242,")
        .doesNotContain("sluice-pr-");
    assertThat(whole(plan.json().path("pullRequests").get(0)))
        .contains(
            "policy not in force, the API server would refuse it: " + bad.replace("_", "\\_"));
    assertThat(strict.exit()).isEqualTo(4);
    assertThat(strict.err()).contains("--strict, but refused: " + bad);
  }

  @Test
  void aClusterIsCalledAsTheSettingsSayOrAsTheFolderEnds() {
    Path settings = folder.resolve("sluice.yaml");
    write(
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
            remote.folder(),
            "--path",
            FOLDER);
    List<Object> configured = new ArrayList<>(words);
    configured.addAll(List.of("--config", settings));

    CommandRun.of(configured.toArray());
    assertThat(remote.refs().keySet()).containsExactly("main", "netpol/weu/shop");
    CommandRun.of(words.toArray());
    assertThat(remote.refs()).containsKey("netpol/netpol/shop");
  }
}
