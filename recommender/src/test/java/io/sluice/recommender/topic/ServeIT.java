package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as real processes at a real broker, killed or not: its edges are the command's. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class ServeIT {
  private static final int COPIES = 12;

  private Broker broker;
  private ServeRun serve;

  @TempDir private Path folder;

  @BeforeEach
  void theBrokerRuns() throws Exception {
    broker = Broker.running();
    serve = new ServeRun(broker, folder);
  }

  @AfterEach
  void theProcessesEnd() throws Exception {
    serve.end();
  }

  /** The example's logs, several times, as logs of other names. */
  private Path logs(int copies) throws Exception {
    Copies logs = new Copies(Files.createDirectory(folder.resolve("logs")));
    for (int copy = 0; copy < copies; copy++) {
      logs.another();
    }
    return logs.all();
  }

  private byte[] commanded(Object logs) throws Exception {
    Path file = Files.createTempFile(folder, "c", ".edges");
    Files.delete(file);
    run("flows", logs, "--cluster", ExampleFolder.cluster(), "-o", "edges=" + file);
    return Files.readAllBytes(file);
  }

  private void run(Object... words) {
    TopicRun run = TopicRun.of(broker.env(), words);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private void publishCluster() throws Exception {
    run("publish", "--cluster", ExampleFolder.cluster(), "--config", serve.settings("p"));
  }

  private void publish(Path logs) throws Exception {
    run("publish", logs, "--config", serve.settings("p"));
  }

  @Test
  void theServiceGivesTheEdgesOfTheCommandAndEndsWhenItIsTold() throws Exception {
    Path logs = logs(1);
    publishCluster();
    broker.fill(serve.flows, List.of("no batch".getBytes(StandardCharsets.UTF_8)), 4);
    Process one = serve.start("one");
    publish(logs);

    assertThat(serve.quiescent()).as(serve.said("one")).isEqualTo(commanded(logs));
    assertThat(commanded("kafka://" + serve.edges)).isEqualTo(commanded(logs));
    one.destroy();
    assertThat(one.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(one.exitValue()).as(serve.said("one")).isEqualTo(143);
  }

  @Test
  void anInstanceKilledInTheMiddleLosesNothingAndCountsNothingTwice() throws Exception {
    Path logs = logs(COPIES);
    publishCluster();
    publish(logs);
    Process one = serve.start("one");
    serve.hasSomeEdges();
    one.destroyForcibly().waitFor();
    serve.start("one");

    assertThat(serve.quiescent()).as(serve.said("one")).isEqualTo(commanded(logs));
  }

  @Test
  void anotherInstanceTakesOverFromOneThatWasKilled() throws Exception {
    Path logs = logs(COPIES);
    publishCluster();
    Process one = serve.start("one");
    serve.start("two");
    publish(logs);
    serve.hasSomeEdges();
    one.destroyForcibly().waitFor();

    assertThat(serve.quiescent()).as(serve.said("two")).isEqualTo(commanded(logs));
  }

  @Test
  void missingTopicsAreNamedAllAtOnce() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("s.yaml"),
            "serve: {topics: {edges: no-edges, inventory: no-inventory}}");

    TopicRun run = TopicRun.of(broker.env(), "serve", "--config", settings);

    assertThat(run.exit()).as(run.err()).isEqualTo(5);
    assertThat(run.err())
        .contains("kafka://no-edges, kafka://no-inventory")
        .contains("config/topics.yaml");
  }
}
