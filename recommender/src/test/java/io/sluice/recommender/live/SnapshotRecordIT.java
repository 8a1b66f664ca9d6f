package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.recommender.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice snapshot record}, over HTTP, with the clock of this machine. */
final class SnapshotRecordIT {
  private static final String PODS = "/api/v1/pods";

  @TempDir private Path folder;

  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = FakeApiServer.start();
    server.cluster().happen(PODS, "ADDED", pod("early", "10.1.0.1"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ObjectNode pod(String name, String address) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata")
        .put("name", name)
        .put("namespace", "shop")
        .put("uid", name)
        .put("creationTimestamp", Instant.now().toString());
    pod.putObject("spec")
        .putArray("containers")
        .addObject()
        .put("name", "c")
        .putArray("args")
        .add("x");
    pod.putObject("status").put("podIP", address).put("startTime", Instant.now().toString());
    return pod;
  }

  private Object[] words(Object... more) throws IOException {
    return Stream.concat(
            Stream.of("snapshot", "record", "--kubeconfig", server.kubeconfig(folder)),
            Stream.of(more))
        .toArray();
  }

  private static List<String> text(Path place) throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    return Files.readString(place).lines().toList();
  }

  private void await(Path file, String word) throws Exception {
    for (int i = 0; i < 4000; i++) {
      if (text(file).stream().anyMatch(line -> line.contains(word))) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new AssertionError(word + " did not come: " + text(file));
  }

  @Test
  void whatHappensIsOnDiskAtOnceAndIsReadAsAHistory() throws Exception {
    Path file = folder.resolve("watch.jsonl");
    Object[] words = words("-o", file, "--for", "6s");
    CompletableFuture<SnapshotRun> running =
        CompletableFuture.supplyAsync(() -> SnapshotRun.of(words));
    await(file, "BOOKMARK");

    server.cluster().happen(PODS, "ADDED", pod("late", "10.1.0.2"));
    await(file, "\"ADDED\"");
    server.cluster().cut();
    server.cluster().happen(PODS, "DELETED", pod("early", "10.1.0.1"));
    await(file, "\"DELETED\"");

    SnapshotRun run = running.get(60, TimeUnit.SECONDS);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Recorded 2 events in 1 file");
    Inventory read = Inventory.of(ClusterReader.read("", file, OptionalLong.empty()).objects());
    assertThat(read.pods()).extracting(pod -> pod.name()).containsExactly("early", "late");
    assertThat(read.pods().get(0).endMillis()).isLessThan(Instant.now().toEpochMilli());
    assertThat(read.pods().get(1).endMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(Files.readString(file)).doesNotContain("args");
  }

  @Test
  void aRecordingOverwritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("watch.jsonl"), "mine");

    SnapshotRun run = SnapshotRun.of(words("-o", file));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("is there already");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aServerThatStaysAwayEndsItWithFiveAndTheFileStays() throws Exception {
    Path place = folder.resolve("records");
    Object[] words = words("-o", place + "/", "--give-up-after", "2s");
    CompletableFuture<SnapshotRun> running =
        CompletableFuture.supplyAsync(() -> SnapshotRun.of(words));
    Path file = only(place);
    await(file, "BOOKMARK");
    server.cluster().down();

    SnapshotRun run = running.get(60, TimeUnit.SECONDS);

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("is down").contains("has been down for more than 2 seconds");
    assertThat(ClusterReader.read("", place, OptionalLong.empty()).objects()).hasSize(1);
  }

  @Test
  void sigtermEndsItAndWhatWasRecordedIsWhole() throws Exception {
    Path place = folder.resolve("records");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    for (Object word : words("-o", place + "/", "--every", "hour")) {
      builder.command().add(word.toString());
    }
    Process process = builder.redirectErrorStream(true).start();
    Path file = only(place);
    await(file, "BOOKMARK");
    server.cluster().happen(PODS, "ADDED", pod("late", "10.1.0.2"));
    await(file, "\"late\"");

    process.toHandle().destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(said).isEqualTo(143);
    assertThat(Files.readString(file)).endsWith("}\n");
    assertThat(said).contains("recording to " + file).doesNotContain("Exception");
    assertThat(ClusterReader.read("", place, OptionalLong.empty()).objects()).hasSize(2);
  }

  private static Path only(Path place) throws Exception {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < giveUp) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          List<Path> found = files.filter(f -> f.toString().endsWith(".jsonl")).toList();
          if (!found.isEmpty()) {
            return found.get(0);
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("no file in " + place);
  }
}
