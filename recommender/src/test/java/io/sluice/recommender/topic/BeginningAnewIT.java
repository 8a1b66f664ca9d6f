package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.stream.HubbleLog;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where an application begins, and what it forgets, as real processes at a real broker. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class BeginningAnewIT {
  private Broker broker;
  private ServeRun serve;
  private ServeRun anew;

  @TempDir private Path folder;

  @BeforeEach
  void theBrokerRuns() throws Exception {
    broker = Broker.running();
    serve = new ServeRun(broker, folder);
    anew = serve.anew();
  }

  @AfterEach
  void theProcessesEnd() throws Exception {
    serve.end();
    anew.end();
  }

  private TopicRun run(Object... words) {
    TopicRun run = TopicRun.of(broker.env(), words);
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  private byte[] commanded(Object... logs) throws Exception {
    Path file = Files.createTempFile(folder, "c", ".edges");
    Files.delete(file);
    List<Object> words = new ArrayList<>(List.of("flows"));
    words.addAll(List.of(logs));
    words.addAll(List.of("--cluster", ExampleFolder.cluster(), "-o", "edges=" + file));
    run(words.toArray());
    return Files.readAllBytes(file);
  }

  private void publishCluster() throws Exception {
    run("publish", "--cluster", ExampleFolder.cluster(), "--config", serve.settings("p"));
  }

  private void publish(Path logs) throws Exception {
    run("publish", logs, "--config", serve.settings("p"));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(String instance, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(serve.said(instance)).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static void stop(Process instance) throws Exception {
    instance.destroy();
    assertThat(instance.waitFor(40, TimeUnit.SECONDS)).isTrue();
  }

  /** The recipe of docs/operations.md. */
  @Test
  void whatCameBeforeTheInventoryIsAttributedAgainByAnotherApplication() throws Exception {
    Path logs = ExampleFolder.logs();
    serve.set("inventory", "{maxWaitSeconds: 1}");
    Process before = serve.start("before");
    publish(logs);
    await("before", () -> serve.edges().delays().inventoryLag() > 0);
    byte[] guessed = serve.quiescent();
    stop(before);
    publishCluster();

    anew.start("anew");

    assertThat(anew.quiescent()).as(anew.said("anew")).isEqualTo(commanded(logs));
    assertThat(anew.edges().delays().inventoryLag()).isZero();
    assertThat(guessed).isNotEqualTo(commanded(logs));
    assertThat(serve.edgeFile()).isEqualTo(guessed);
  }

  @Test
  void anotherApplicationIsRefusedInTheEdgesOfTheFirst() throws Exception {
    publishCluster();
    publish(ExampleFolder.logs());
    Process first = serve.start("first");
    byte[] edges = serve.quiescent();
    stop(first);
    Path mixed = serve.settings("mixed");
    Files.writeString(
        mixed,
        Files.readString(mixed)
            .replace("applicationId: " + serve.application, "applicationId: " + anew.application));

    TopicRun refused = TopicRun.of(broker.env(), "serve", "--config", mixed);

    assertThat(refused.exit()).as(refused.err()).isEqualTo(5);
    assertThat(refused.err())
        .contains("kafka://" + serve.edges + " has edges already, but the application")
        .contains("serve.topics.edges");
    serve.start("first");
    assertThat(serve.quiescent()).as(serve.said("first")).isEqualTo(edges);
  }

  private Path log(String name, Instant time, int... ports) {
    HubbleLog log = new HubbleLog(folder.resolve(name));
    for (int port : ports) {
      log.flow("", time, port);
    }
    return log.written();
  }

  @Test
  void itBeginsWithWhatWasPublishedFromAMomentOnAndNeverAgainElsewhere() throws Exception {
    Instant time = Instant.parse("2026-11-03T12:00:00Z");
    Path second = log("second.jsonl", time, 82);
    Path third = log("third.jsonl", time, 83);
    publishCluster();
    publish(log("first.jsonl", time, 81));
    TimeUnit.MILLISECONDS.sleep(50);
    serve.set("startFrom", Instant.now());
    publish(second);
    Process one = serve.start("one");

    assertThat(serve.quiescent()).as(serve.said("one")).isEqualTo(commanded(second));
    assertThat(serve.said("one")).contains(" as published from ");

    stop(one);
    publish(third);
    serve.set("startFrom", Instant.now().plus(Duration.ofDays(1)));
    serve.start("one");

    assertThat(serve.quiescent()).as(serve.said("one")).isEqualTo(commanded(second, third));
  }

  private static long records(ServeRun run) throws Exception {
    return run.edges().table().logs().stream().mapToLong(log -> log.account().records()).sum();
  }

  /** Who makes batches of them goes on where the application before has stopped. */
  @Test
  void singleRecordsAreMadeBatchesOfOnceForAllApplications() throws Exception {
    int count = 50;
    HubbleLog log = new HubbleLog(folder.resolve("single.jsonl"));
    for (int port = 1; port <= count; port++) {
      log.flow("", Instant.parse("2026-11-03T12:00:00Z"), port);
    }
    String single = broker.topic("single", 2);
    serve.set("singleRecordTopics", "[" + single + "]");
    anew.set("singleRecordTopics", "[" + single + "]");
    publishCluster();
    broker.fill(single, log.records(), 2);
    Process before = serve.start("before");
    await("before", () -> records(serve) == count);
    byte[] edges = serve.quiescent();
    stop(before);

    anew.start("anew");
    await("anew", () -> records(anew) >= count);
    broker.fill(single, log.records().subList(0, 1), 1);
    await("anew", () -> records(anew) > count);

    assertThat(records(anew)).isEqualTo(count + 1);
    assertThat(anew.quiescent()).isNotEqualTo(edges);
    assertThat(records(anew)).isEqualTo(count + 1);
  }

  /** Also those of partitions that see nothing new. */
  @Test
  void edgesThatWereNotSeenForLongFallOut() throws Exception {
    Instant now = Instant.now().minus(Duration.ofHours(1));
    int[] ports = new int[40];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = 8000 + i;
    }
    Path old = log("old.jsonl", now.minus(Duration.ofDays(40)), ports);
    Path young = log("young.jsonl", now, 443);
    int rows = EdgeFile.read(new ByteArrayInputStream(commanded(young))).table().size();
    publishCluster();
    serve.set("edges", "{retentionDays: 30}");
    publish(old);
    serve.start("one");
    await("one", () -> serve.edges().table().table().size() >= ports.length);

    publish(young);
    await("one", () -> serve.edges().table().table().size() == rows);

    assertThat(serve.edges().table().logs())
        .hasSize(2)
        .allMatch(log -> log.recordsPerHour().isEmpty() == log.file().equals(old.toString()));
    assertThat(commanded("kafka://" + serve.edges)).isEqualTo(serve.edgeFile());
  }
}
