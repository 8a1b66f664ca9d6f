package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.kafka.FollowPlan;
import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.SourceFollower;
import io.sluice.ingest.source.azure.AzureBlobs;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.blob.Azurite;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of blobs that do not just grow, and of a server that is away. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TroubleWithFollowedBlobsIT {
  private static final String CONTAINER = "logs";
  private static final String A = "azblob://logs/a.jsonl";
  private static final String B = "azblob://logs/b.jsonl";

  @TempDir private Path folder;
  private Path blobs;
  private Azurite azurite;
  private Broker broker;
  private String batches;
  private SourceFollower follower;
  private Thread thread;

  @BeforeEach
  void theServersRun() throws Exception {
    blobs = Files.createDirectory(folder.resolve("blobs"));
    azurite = Azurite.start(blobs);
    azurite.put(CONTAINER, ".keep", new byte[0]);
    broker = Broker.running();
    batches = broker.topic("flow-batches", 2);
    BlobSettings settings =
        new BlobSettings(
            Optional.empty(),
            Optional.empty(),
            "core.windows.net",
            Optional.of(Azurite.SERVICE_VERSION),
            2,
            Duration.ofSeconds(5),
            4,
            1 << 20);
    FollowPlan plan =
        new FollowPlan(
            List.of(
                new FollowPlan.Source(
                    new AzureBlobs(settings, azurite.env()).followed("azblob://" + CONTAINER), "")),
            batches,
            broker.topic("checkpoints", 2),
            BatchLimits.DEFAULTS,
            Duration.ofMillis(100),
            Duration.ofSeconds(3));
    follower =
        SourceFollower.open(
            new KafkaClients(KafkaSettings.DEFAULTS.with(broker.env())),
            plan,
            plan.checkpoints(),
            "one");
    thread = new Thread(follower::run, "follower");
    thread.start();
  }

  @AfterEach
  void theServersEnd() throws Exception {
    if (thread != null) {
      follower.stop();
      thread.join();
      follower.close();
    }
    if (azurite != null) {
      azurite.close();
    }
  }

  private static String line(int octet) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.244.1."
        + octet
        + "\",\"destination\":\"10.244.2.1\"},\"l4\":{\"TCP\":{\"source_port\":40000,"
        + "\"destination_port\":8080}},\"is_reply\":false}}\n";
  }

  private static byte[] lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(TroubleWithFollowedBlobsIT::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The logs in the topic by name. */
  private Map<String, FileSummary> logs() throws Exception {
    Path file = folder.resolve("e.edges");
    Files.deleteIfExists(file);
    TopicRun run = TopicRun.of(broker.env(), "flows", "kafka://" + batches, "-o", "edges=" + file);
    if (run.exit() != 0) {
      return Map.of(); // nothing is there yet
    }
    return EdgeFile.readLogs(new ByteArrayInputStream(Files.readAllBytes(file))).stream()
        .collect(Collectors.toMap(FileSummary::file, Function.identity()));
  }

  private FileSummary once(String log, long records) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Map<String, FileSummary> logs = logs();
    while (System.nanoTime() < deadline
        && (!logs.containsKey(log) || logs.get(log).account().records() < records)) {
      TimeUnit.MILLISECONDS.sleep(200);
      logs = logs();
    }
    assertThat(logs).as("%s", follower.state()).containsKey(log);
    assertThat(logs.get(log).account().records()).as("%s", follower.state()).isEqualTo(records);
    return logs.get(log);
  }

  @Test
  void theServerIsAwayForAWhile() throws Exception {
    azurite.put(CONTAINER, "a.jsonl", lines(0, 20));
    once(A, 20);
    azurite =
        azurite.startedAgain(
            blobs,
            () -> {
              try {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (follower.state().troubles().isEmpty() && System.nanoTime() < deadline) {
                  TimeUnit.MILLISECONDS.sleep(100);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              assertThat(follower.state().troubles())
                  .singleElement()
                  .asString()
                  .contains(CONTAINER);
              assertThat(follower.state().caughtUp()).isFalse();
            });
    azurite.put(CONTAINER, "a.jsonl", lines(0, 30));
    azurite.put(CONTAINER, "b.jsonl", lines(0, 10));

    once(B, 10);
    assertThat(once(A, 30).notes()).isEmpty();
  }

  @Test
  void aBlobIsRewrittenAndAnotherIsDeleted() throws Exception {
    azurite.put(CONTAINER, "a.jsonl", lines(0, 20));
    azurite.put(CONTAINER, "b.jsonl", lines(0, 10));
    once(A, 20);
    once(B, 10);
    azurite.delete(CONTAINER, "b.jsonl");
    azurite.put(CONTAINER, "a.jsonl", lines(100, 105));

    FileSummary rewritten = once(A, 25);

    assertThat(rewritten.notes()).anyMatch(note -> note.contains("rewritten"));
    assertThat(once(B, 10).notes()).isEmpty();
  }

  @Test
  void aBlobIsTruncatedAndGrowsAgain() throws Exception {
    azurite.put(CONTAINER, "a.jsonl", lines(0, 20));
    once(A, 20);
    azurite.put(CONTAINER, "a.jsonl", lines(0, 5));
    once(A, 25);
    azurite.put(CONTAINER, "a.jsonl", lines(0, 7));

    assertThat(once(A, 27).notes()).anyMatch(note -> note.contains("rewritten"));
  }

  @Test
  void aPoisonRecordIsCountedOnceAndHalfALineWhenTheBlobHasSettled() throws Exception {
    azurite.append(CONTAINER, "a.jsonl", line(1) + "poison\n" + line(2).substring(0, 40));
    FileSummary settled = once(A, 3);
    azurite.append(CONTAINER, "a.jsonl", "\n" + line(3));
    FileSummary later = once(A, 4);

    assertThat(settled.account().skippedByReason())
        .containsEntry(Outcome.MALFORMED, 1L)
        .containsEntry(Outcome.TRUNCATED, 1L);
    assertThat(later.account().skippedByReason()).isEqualTo(settled.account().skippedByReason());
  }
}
