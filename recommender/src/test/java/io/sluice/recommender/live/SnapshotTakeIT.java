package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice snapshot take} and {@code --cluster live}, over HTTP. */
final class SnapshotTakeIT {
  private static final Path EXAMPLE = ExampleFolder.cluster().resolve("cluster.json");
  private static final String SECRET = "hunter2-do-not-tell";

  @TempDir private Path folder;

  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = FakeApiServer.of(EXAMPLE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SnapshotRun take(Object... words) throws IOException {
    Stream<Object> all =
        Stream.concat(
            Stream.of("snapshot", "take", "--kubeconfig", server.kubeconfig(folder)),
            Stream.of(words));
    return SnapshotRun.of(all.toArray());
  }

  /** The answer without the places of policies in files. */
  private String recommend(Object cluster) throws IOException {
    SnapshotRun run = run(cluster);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().replaceAll("\"file\": \"[^\"]*\"", "").replaceAll("\"line\": [0-9]+", "");
  }

  private SnapshotRun run(Object cluster) throws IOException {
    return SnapshotRun.of(
        "recommend",
        ExampleFolder.logs(),
        "--cluster",
        cluster,
        "--snapshot-time",
        "2026-11-15T00:00:00Z",
        "--kubeconfig",
        server.kubeconfig(folder),
        "--config",
        ExampleFolder.settings(),
        "-o",
        "json");
  }

  @Test
  void aSnapshotLeadsToTheProposalsOfTheFullObjects() throws IOException {
    Path snapshot = folder.resolve("cluster.json.gz");
    int pages = (server.cluster().count("/api/v1/pods") + 6) / 7;
    server.cluster().pages(7);

    SnapshotRun run = take("-o", snapshot);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(server.cluster().asked("/api/v1/pods")).as("pages of pods").isEqualTo(pages);
    String expected = recommend(EXAMPLE);
    assertThat(expected).contains("RecommendationReport").contains("cart");
    assertThat(recommend(snapshot)).isEqualTo(expected);
    assertThat(recommend("live")).isEqualTo(expected);
    assertThat(recommend("live:other")).isEqualTo(expected);
    assertThat(server.authorizations()).containsOnly("Bearer dG9rZW4");
    assertThat(Files.size(snapshot)).isLessThan(Files.size(EXAMPLE) / 4);
  }

  @Test
  void aSnapshotIsOneListWithAnObjectALineAndTheServersTime() throws IOException {
    Instant before = Instant.now().minus(Duration.ofSeconds(2));

    SnapshotRun run = take();

    List<String> lines = run.out().lines().toList();
    JsonNode list = FakeCluster.JSON.readTree(run.out());
    assertThat(lines).hasSize(list.path("items").size() + 2);
    assertThat(list.path("kind").asText()).isEqualTo("List");
    Instant taken =
        Instant.parse(
            list.path("metadata").path("annotations").path("sluice.io/taken-at").asText());
    assertThat(taken).isBetween(before, Instant.now());
    assertThat(run.err()).contains("by the server's clock").contains("has no rollouts.argoproj.io");
    assertThat(take().out().lines().skip(1).toList()).isEqualTo(lines.subList(1, lines.size()));
  }

  @Test
  void nothingOfContainersLeavesTheClusterButImagesAndPorts() throws IOException {
    ObjectNode pod = null;
    for (JsonNode item : FakeCluster.JSON.readTree(EXAMPLE.toFile()).path("items")) {
      pod = item.path("kind").asText().equals("Pod") ? (ObjectNode) item : pod;
    }
    ObjectNode secretive = pod.deepCopy();
    ((ObjectNode) secretive.get("metadata"))
        .put("name", "secretive")
        .putObject("annotations")
        .put("example.com/token", SECRET);
    ObjectNode container = (ObjectNode) secretive.at("/spec/containers/0");
    container.putArray("env").addObject().put("name", "PASSWORD").put("value", SECRET);
    container.putArray("args").add("--password=" + SECRET);
    container.putArray("command").add(SECRET);
    secretive.withObject("/spec").putArray("volumes").addObject().put("name", SECRET);
    server.cluster().happen("/api/v1/pods", "ADDED", secretive);
    ObjectNode policy = FakeCluster.JSON.createObjectNode();
    policy
        .putObject("metadata")
        .put("name", "p")
        .put("namespace", "shop")
        .putObject("annotations")
        .put("note", SECRET);
    server.cluster().happen("/apis/networking.k8s.io/v1/networkpolicies", "ADDED", policy);

    String out = take().out();

    assertThat(out).contains("\"secretive\"").contains("\"name\":\"p\"");
    assertThat(out)
        .doesNotContain(SECRET)
        .doesNotContain("\"env\"")
        .doesNotContain("\"args\"")
        .doesNotContain("volumes");
  }

  @Test
  void aKindThatTheAccountMayNotListIsNamedAndLeftOut() throws IOException {
    server.cluster().forbid("/api/v1/nodes");

    SnapshotRun run = take();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("warning: nodes are left out: the account may not list them (/api/v1/nodes is");
    assertThat(run.out()).doesNotContain("\"kind\":\"Node\"").contains("\"kind\":\"Pod\"");
  }

  @Test
  void withoutPodsThereIsNoSnapshotAndNoFile() throws IOException {
    Path snapshot = folder.resolve("cluster.json");
    server.cluster().forbid("/api/v1/pods");

    SnapshotRun run = take("-o", snapshot);

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("may not list the pods").contains("sluice snapshot role");
    assertThat(snapshot).doesNotExist();
  }

  @Test
  void aListThatTheServerForgetsHalfwayIsBegunAnew() throws IOException {
    String whole = take().out();
    server.cluster().pages(7);
    server.cluster().expire(2);

    SnapshotRun run = take();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines().skip(1)).containsExactlyElementsOf(whole.lines().skip(1).toList());
  }

  @Test
  void onlyTheNamespacesThatAreAskedForAreListed() throws IOException {
    server.cluster().with("/api/v1/namespaces/shop/pods");

    SnapshotRun run = take("-n", "shop");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(server.cluster().asked("/api/v1/pods")).isZero();
    assertThat(server.cluster().asked("/api/v1/namespaces/shop/pods")).isEqualTo(1);
    assertThat(take("-n", "../nodes").exit()).isEqualTo(2);
  }

  @Test
  void anUnknownContextIsNamedWithThoseThatThereAre() throws IOException {
    SnapshotRun run = take("--context", "nope");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("there is no context \"nope\", but fake, other");
  }

  @Test
  void aMissingKubeconfigIsAMistakeInTheCommandLine() {
    SnapshotRun run = SnapshotRun.of("snapshot", "take", "--kubeconfig", folder.resolve("none"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("none: no such file");
  }

  @Test
  void aServerThatIsNotThereLeavesNothingBehind() throws IOException {
    Path kubeconfig = server.kubeconfig(folder);
    server.close();
    Path snapshot = folder.resolve("cluster.json");

    SnapshotRun run =
        SnapshotRun.of("snapshot", "take", "--kubeconfig", kubeconfig, "-o", snapshot);

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("pods cannot be listed: the connection was refused");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(kubeconfig);
    }
  }

  @Test
  void aManifestIsNotMadeOfWhatCannotBeReadAgain() throws IOException {
    SnapshotRun run =
        SnapshotRun.of(
            "recommend",
            ExampleFolder.logs(),
            "--cluster",
            "live",
            "--kubeconfig",
            server.kubeconfig(folder),
            "--manifest",
            folder.resolve("run.json"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("live is no file").contains("snapshot take");
  }
}
