package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code recommend --manifest} and {@code --verify}, by real runs of the command line. */
final class ManifestCommandTest {
  @TempDir Path outside;

  private Path folder;
  private TinyWorld world;
  private Path manifest;

  @BeforeEach
  void makeWorld() {
    folder = outside.resolve("home");
    world = new TinyWorld(folder);
    manifest = folder.resolve("run.json");
  }

  private CommandRun record(Object... options) {
    List<Object> words = new ArrayList<>(List.of("--manifest", manifest));
    words.addAll(List.of(options));
    CommandRun run = world.run("recommend", words.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  private CommandRun verify(Object... more) {
    List<Object> words = new ArrayList<>(List.of("recommend", "--verify", manifest));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private JsonNode read() {
    try {
      return new JsonMapper().readTree(Files.readAllBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(Consumer<ObjectNode> change) throws IOException {
    ObjectNode tree = (ObjectNode) read();
    change.accept(tree);
    Files.writeString(manifest, tree.toString());
  }

  @Test
  void aRunIsVerifiedByMakingItAgain() {
    record();

    CommandRun verified = verify();

    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out()).isEqualTo("verified: 2 policies, 2 rules from 3 inputs\n");
  }

  @Test
  void theManifestNamesInputsOptionsAndTheEvidenceOfEveryRule() {
    record("--isolate", "ingress", "--since", "30d");

    JsonNode tree = read();
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
    Path out = folder.resolve("out");
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
            "json=" + folder.resolve("report.json"),
            "--manifest",
            manifest);
    assertThat(run.exit()).as(run.err()).isZero();

    CommandRun verified = verify();

    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    JsonNode tree = read();
    assertThat(SchemasTest.errors("run-manifest", tree.toString())).isEmpty();
    assertThat(tree.at("/options/tightness").asText()).isEqualTo("few");
    assertThat(tree.path("written"))
        .extracting(file -> file.path("path").asText())
        .contains("kustomization.yaml", "shop/cart.yaml", "report.json");
  }

  @Test
  void theSameInputsInAnotherOrderGiveTheSameManifest() {
    List<Path> logs = world.files();
    Path copy = folder.resolve("world/logs/second.json");
    write(copy, TinyWorld.read(logs.get(0)));
    CommandRun.of(
        "recommend", logs.get(0), copy, "--cluster", world.cluster(), "--manifest", manifest);
    String one = TinyWorld.read(manifest);

    CommandRun.of(
        "recommend", copy, logs.get(0), "--cluster", world.cluster(), "--manifest", manifest);

    assertThat(TinyWorld.read(manifest)).isEqualTo(one);
  }

  @Test
  void aLogThatChangedIsNamedAndNothingIsRun() {
    record();
    Path log = world.files().get(0);
    write(log, TinyWorld.read(log) + "\n");

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out())
        .startsWith("not verified:\n- log world/logs")
        .endsWith(": its content changed\n");
  }

  @Test
  void aClusterFileThatIsMissingAndOneThatIsNewAreNamed() throws IOException {
    Path cluster = Files.createDirectory(folder.resolve("snapshot"));
    Files.copy(world.cluster(), cluster.resolve("all.json"));
    CommandRun.of("recommend", world.logs(), "--cluster", cluster, "--manifest", manifest);
    assertThat(verify().exit()).isZero();
    Files.move(cluster.resolve("all.json"), cluster.resolve("renamed.json"));

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out()).contains(": is missing").contains("holds another file now");
  }

  @Test
  void policiesThatDifferAreNamedRuleByRule() throws IOException {
    record();
    change(
        tree -> {
          ObjectNode policy = (ObjectNode) tree.at("/policies/0");
          policy.put("sha256", "0".repeat(64));
          ((ObjectNode) policy.at("/rules/0")).putArray("ports").add("TCP/1");
        });

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(1);
    assertThat(verified.out())
        .contains("- policy shop/cart: no rule any more: ingress pods app=web on TCP/1")
        .contains("- policy shop/cart: a new rule: ingress pods app=web on TCP/7070");
  }

  @Test
  void anotherVersionOfSluiceIsSaidButIsNoDifferenceByItself() throws IOException {
    record();
    change(tree -> tree.put("sluice", "0.0.1"));

    CommandRun verified = verify();

    assertThat(verified.exit()).isZero();
    assertThat(verified.err()).contains("note: made by Sluice 0.0.1, and this is ");

    change(tree -> ((ObjectNode) tree.at("/policies/0")).put("sha256", "0".repeat(64)));
    assertThat(verify().out())
        .contains("- version: made by Sluice 0.0.1")
        .contains("- policy shop/cart: the same rules, but the manifest differs elsewhere");
  }

  @Test
  void standardInputIsKnownByItsDigestAndVerifiedWithTheSameContent() {
    String lines = String.join("\n", world.lines()) + "\n";
    CommandRun run =
        CommandRun.of(
            Map.of(),
            lines,
            "recommend",
            "-",
            "--cluster",
            world.cluster(),
            "--since",
            "9d",
            "--manifest",
            manifest);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(read().at("/inputs/logs/0/stdin").asBoolean()).isTrue();
    Path saved = folder.resolve("saved.json");
    write(saved, lines);
    Path other = folder.resolve("other.json");
    write(other, lines + "\n");

    CommandRun without = verify();
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("standard input").contains("give the same content as LOGS");
    assertThat(verify(saved).out()).startsWith("verified:");
    assertThat(verify(other).exit()).isEqualTo(1);
    assertThat(verify(other).out())
        .contains("what came from standard input is none of the given logs")
        .contains("other.json: is none of those that were read");
  }

  @Test
  void logsThatMovedAreFoundByTheirContent() throws IOException {
    record();
    Path log = world.files().get(0);
    Path moved = folder.resolve("elsewhere.json");
    Files.move(log, moved);

    assertThat(verify().out()).contains(": is missing");
    assertThat(verify(moved).out()).startsWith("verified:");
  }

  @Test
  void inputsOutsideItsFolderAreFoundFromTheFolderAboveAndAfterAMoveWithABase() throws IOException {
    manifest = folder.resolve("runs/monday/run.json");
    Files.createDirectories(manifest.getParent());
    record();
    assertThat(read().path("base").asText()).isEqualTo("../..");
    assertThat(verify().exit()).isZero();

    Path moved = folder.resolve("run.json");
    Files.move(manifest, moved);
    manifest = moved;

    assertThat(verify().exit()).isNotZero();
    assertThat(verify("--base", folder).out()).startsWith("verified:");
  }

  @Test
  void aBaseThatDoesNotHoldTheInputsIsRefusedBeforeTheRun() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

    CommandRun run = world.run("recommend", "--manifest", manifest, "--base", elsewhere);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("does not lie below --base");
    assertThat(manifest).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "../../../etc/hostname, must stay below its base",
    "/etc/hostname, must stay below its base",
    "world/../../x, must stay below its base",
    "link/hostname, is a link out of"
  })
  void aPathThatLeadsOutOfTheBaseIsRefused(String path, String message) throws IOException {
    record();
    Files.writeString(outside.resolve("hostname"), "x");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    change(tree -> ((ObjectNode) tree.at("/inputs/logs/0")).put("path", path));

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains(message);
    assertThat(verified.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "logs", "../x", "..//..", ""})
  void aBaseThatIsNoWayUpIsRefused(String base) throws IOException {
    record();
    change(tree -> tree.put("base", base));

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains("base must be . or a way up");
  }

  @Test
  void aManifestThatIsCutShortIsRefusedWithTheLine() {
    record();
    String text = TinyWorld.read(manifest);
    for (int length : new int[] {0, 1, text.length() / 3, text.length() / 2, text.length() - 3}) {
      write(manifest, text.substring(0, length));

      CommandRun verified = verify();

      assertThat(verified.exit()).as("%s bytes", length).isEqualTo(3);
      assertThat(verified.err()).contains("no run manifest");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "apiVersion, sluice.io/v2, apiVersion must be \"sluice.io/v1\"",
    "kind, RecommendationReport, kind must be \"RunManifest\"",
    "inputs, nothing, inputs must be an object",
    "policies, nothing, policies must be a list"
  })
  void aManifestOfAnotherVersionOrKindIsRefused(String key, String value, String message)
      throws IOException {
    record();
    change(tree -> tree.put(key, value));

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains(message);
  }

  @Test
  void anOptionThatThisVersionDoesNotKnowIsRefused() throws IOException {
    record();
    change(tree -> ((ObjectNode) tree.at("/options")).put("magic", true));

    CommandRun verified = verify();

    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains("options.magic is not known to this version of Sluice");
  }

  @Test
  void verifyingWritesNothingAndTakesNoOtherOption() throws IOException {
    record();
    List<Path> before = tree();

    CommandRun refused = verify("--out-dir", folder.resolve("out"));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("leave --out-dir out");
    assertThat(verify().exit()).isZero();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void variablesOfTheEnvironmentDoNotChangeWhatIsVerified() {
    record();

    CommandRun verified =
        CommandRun.of(
            Map.of("SLUICE_ISOLATE", "egress", "SLUICE_TIGHTNESS", "few"),
            "",
            "recommend",
            "--verify",
            manifest);

    assertThat(verified.exit()).as(verified.out()).isZero();
  }

  @Test
  void aManifestIsNotWrittenOverAnInputOrAnAnswer() {
    Path log = world.files().get(0);

    CommandRun overInput = world.run("recommend", "--manifest", log);
    CommandRun overAnswer =
        world.run("recommend", "-o", "json=" + manifest, "--manifest", manifest);

    assertThat(overInput.exit()).isEqualTo(2);
    assertThat(overInput.err()).contains("--manifest would overwrite");
    assertThat(overAnswer.exit()).isEqualTo(2);
    assertThat(overAnswer.err()).contains("--manifest and -o both write");
  }

  @Test
  void aBacktestHasNoManifest() {
    CommandRun run = world.run("recommend", "--manifest", manifest, "--backtest", "1h");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--backtest writes none");
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
