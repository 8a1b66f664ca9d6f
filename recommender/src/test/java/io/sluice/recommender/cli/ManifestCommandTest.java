package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recommend --manifest} and {@code --verify}, by real runs of the command line. */
final class ManifestCommandTest {
  @TempDir Path outside;

  private RecordedRuns runs;

  @BeforeEach
  void makeWorld() {
    runs = new RecordedRuns(outside.resolve("home"));
  }

  @Test
  void aRunIsVerifiedByMakingItAgain() {
    runs.record();

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out()).isEqualTo("verified: 2 policies, 2 rules from 3 inputs\n");
  }

  @Test
  void theManifestNamesInputsOptionsAndTheEvidenceOfEveryRule() {
    runs.record("--isolate", "ingress", "--since", "30d");

    JsonNode tree = runs.read();
    assertThat(SchemasTest.errors("run-manifest", tree.toString())).isEmpty();
    assertThat(tree.at("/inputs/logs/0/path").asText()).startsWith("world/logs");
    assertThat(tree.at("/inputs/logs/0/sha256").asText()).hasSize(64);
    assertThat(tree.at("/inputs/cluster/0/files")).isNotEmpty();
    assertThat(tree.at("/options/isolate").toString()).isEqualTo("[\"ingress\"]");
    assertThat(tree.at("/options/since").asText()).endsWith("Z");
    JsonNode edge = tree.at("/policies/0/rules/0/evidence/0/edges/0");
    assertThat(edge.path("from").asText()).isEqualTo("shop/web");
    assertThat(edge.path("port").asText()).isEqualTo("TCP/7070");
    assertThat(edge.path("records").asLong()).isPositive();
  }

  @Test
  void theWholeExampleWithSettingsAndFilesIsVerified() throws IOException {
    Path out = runs.folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "recommend",
            ExampleFolder.logs(),
            "--cluster",
            ExampleFolder.cluster(),
            "--config",
            ExampleFolder.settings(),
            "--tightness",
            "few",
            "--out-dir",
            out,
            "-o",
            "json=" + runs.folder.resolve("report.json"),
            "--manifest",
            runs.manifest);
    assertThat(run.exit()).as(run.err()).isZero();

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    JsonNode tree = runs.read();
    assertThat(SchemasTest.errors("run-manifest", tree.toString())).isEmpty();
    assertThat(tree.at("/options/tightness").asText()).isEqualTo("few");
    assertThat(tree.path("written"))
        .extracting(file -> file.path("path").asText())
        .contains("kustomization.yaml", "shop/cart.yaml", "report.json");
  }

  @Test
  void theSameInputsInAnotherOrderGiveTheSameManifest() {
    List<Path> logs = runs.world.files();
    Path copy = runs.folder.resolve("world/logs/second.json");
    TinyWorld.write(copy, TinyWorld.read(logs.get(0)));
    CommandRun.of(
        "recommend",
        logs.get(0),
        copy,
        "--cluster",
        runs.world.cluster(),
        "--manifest",
        runs.manifest);
    String one = TinyWorld.read(runs.manifest);

    CommandRun.of(
        "recommend",
        copy,
        logs.get(0),
        "--cluster",
        runs.world.cluster(),
        "--manifest",
        runs.manifest);

    assertThat(TinyWorld.read(runs.manifest)).isEqualTo(one);
  }

  @Test
  void aLogThatChangedIsNamedAndNothingIsRun() {
    runs.record();
    Path log = runs.world.files().get(0);
    TinyWorld.write(log, TinyWorld.read(log) + "\n");

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out())
        .startsWith("not verified:\n- log world/logs")
        .endsWith(": its content changed\n");
  }

  @Test
  void aClusterFileThatIsMissingAndOneThatIsNewAreNamed() throws IOException {
    Path cluster = Files.createDirectory(runs.folder.resolve("snapshot"));
    Files.copy(runs.world.cluster(), cluster.resolve("all.json"));
    CommandRun.of(
        "recommend", runs.world.logs(), "--cluster", cluster, "--manifest", runs.manifest);
    assertThat(runs.verify().exit()).isZero();
    Files.move(cluster.resolve("all.json"), cluster.resolve("renamed.json"));

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out()).contains(": is missing").contains("holds another file now");
  }

  @Test
  void policiesThatDifferAreNamedRuleByRule() throws IOException {
    runs.record();
    runs.change(
        tree -> {
          ObjectNode policy = (ObjectNode) tree.at("/policies/0");
          policy.put("sha256", "0".repeat(64));
          ((ObjectNode) policy.at("/rules/0")).putArray("ports").add("TCP/1");
        });

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out())
        .contains("- policy shop/cart: no rule any more: ingress pods app=web on TCP/1")
        .contains("- policy shop/cart: a new rule: ingress pods app=web on TCP/7070");
  }

  @Test
  void anotherVersionOfSluiceIsSaidButIsNoDifferenceByItself() throws IOException {
    runs.record();
    runs.change(tree -> tree.put("sluice", "0.0.1"));

    CommandRun verified = runs.verify();

    assertThat(verified.exit()).isZero();
    assertThat(verified.err()).contains("note: made by Sluice 0.0.1, and this is ");

    runs.change(tree -> ((ObjectNode) tree.at("/policies/0")).put("sha256", "0".repeat(64)));
    assertThat(runs.verify().out())
        .contains("- version: made by Sluice 0.0.1")
        .contains("- policy shop/cart: the same rules, but the manifest differs elsewhere");
  }

  @Test
  void standardInputIsKnownByItsDigestAndVerifiedWithTheSameContent() {
    String lines = String.join("\n", runs.world.lines()) + "\n";
    CommandRun run =
        CommandRun.of(
            Map.of(),
            lines,
            "recommend",
            "-",
            "--cluster",
            runs.world.cluster(),
            "--since",
            "9d",
            "--manifest",
            runs.manifest);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(runs.read().at("/inputs/logs/0/stdin").asBoolean()).isTrue();
    Path saved = runs.folder.resolve("saved.json");
    TinyWorld.write(saved, lines);
    Path other = runs.folder.resolve("other.json");
    TinyWorld.write(other, lines + "\n");

    CommandRun without = runs.verify();
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("standard input").contains("give the same content as LOGS");
    assertThat(runs.verify(saved).out()).startsWith("verified:");
    assertThat(runs.verify(other).exit()).isEqualTo(1);
    assertThat(runs.verify(other).out())
        .contains("what came from standard input is none of the given logs")
        .contains("other.json: is none of those that were read");
  }

  @Test
  void verifyingWritesNothingAndTakesNoOtherOption() throws IOException {
    runs.record();
    List<Path> before = tree();

    CommandRun refused = runs.verify("--out-dir", runs.folder.resolve("out"));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("leave --out-dir out");
    assertThat(runs.verify().exit()).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void variablesOfTheEnvironmentDoNotChangeWhatIsVerified() {
    runs.record();

    CommandRun verified =
        CommandRun.of(
            Map.of("SLUICE_ISOLATE", "egress", "SLUICE_TIGHTNESS", "few"),
            "",
            "recommend",
            "--verify",
            runs.manifest);

    assertThat(verified.exit()).as(verified.out()).isZero();
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> all = Files.walk(runs.folder)) {
      return all.sorted().toList();
    }
  }
}
