package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.kafka.Batcher;
import io.sluice.ingest.kafka.BatcherPlan;
import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.recommender.example.ExampleFolder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single records into batches with a real broker: each exactly once, whatever stops in between. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class BatcherIT {
  private static final int PARTITIONS = 3;

  @TempDir private Path folder;

  /** An instance of the group that works in a thread of its own. */
  private static final class Instance {
    private final Batcher batcher;
    private final Thread thread;

    Instance(KafkaClients clients, BatcherPlan plan, String group, int number) {
      batcher = Batcher.open(clients, plan, group, "instance-" + number);
      thread = new Thread(this::work, "batcher-" + number);
      thread.start();
    }

    private void work() {
      try (batcher) {
        batcher.run();
      } catch (UncheckedIOException | InterruptException e) {
        assertThat(Thread.interrupted() || e.toString().contains("nterrupt")).as("%s", e).isTrue();
      }
    }

    /** Ends it wherever it is, with what it has not committed. */
    void breakOff() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }

    void stop() throws InterruptedException {
      batcher.stop();
      thread.join();
    }
  }

  private byte[] edges(Broker broker, String topic) throws Exception {
    Path file = Files.createTempFile(folder, "e", ".edges");
    Files.delete(file);
    TopicRun run =
        TopicRun.of(
            broker.env(),
            "flows",
            "kafka://" + topic,
            "--cluster",
            ExampleFolder.cluster(),
            "-o",
            "edges=" + file);
    return run.exit() == 0 ? Files.readAllBytes(file) : new byte[0];
  }

  private static List<byte[]> values() throws Exception {
    List<byte[]> values = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(ExampleFolder.logs())) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        if (file.toString().endsWith(".jsonl")) {
          Files.readAllLines(file)
              .forEach(line -> values.add(line.getBytes(StandardCharsets.UTF_8)));
        } else if (file.toString().endsWith(".json")) {
          values.add(Files.readAllBytes(file)); // an envelope with many records
        }
      }
    }
    values.add(values.size() / 2, "poison".getBytes(StandardCharsets.UTF_8));
    return values;
  }

  @Test
  void everyRecordIsInOneBatchAlthoughInstancesBreakOffAndOthersTakeOver() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Broker broker = Broker.running();
    String raw = broker.topic("raw", PARTITIONS);
    String batches = broker.topic("flow-batches", 2);
    KafkaClients clients =
        new KafkaClients(
            KafkaSettings.DEFAULTS.with(
                Map.of(
                    "SLUICE_KAFKA_BOOTSTRAP_SERVERS",
                    broker.servers(),
                    "SLUICE_KAFKA_MAX_POLL_RECORDS",
                    "150")));
    BatcherPlan plan =
        new BatcherPlan(
            List.of(raw), batches, new BatchLimits(100, 100_000), Duration.ofMillis(50));
    broker.fill(raw, values(), PARTITIONS);
    byte[] expected = edges(broker, raw);

    for (int round = 0; round < 4; round++) {
      Instance one = new Instance(clients, plan, raw, 1);
      Instance two = new Instance(clients, plan, raw, 2);
      Thread.sleep(300 + random.nextInt(1_500)); // the moment is what is random here
      one.breakOff();
      two.breakOff();
    }
    Instance last = new Instance(clients, plan, raw, 1);
    byte[] found = edges(broker, batches);
    for (int i = 0; i < 60 && !Arrays.equals(found, expected); i++) {
      Thread.sleep(500);
      found = edges(broker, batches);
    }
    last.stop();

    assertThat(expected).as("seed %d", seed).isNotEmpty();
    assertThat(edges(broker, batches)).as("seed %d", seed).isEqualTo(expected);
  }
}
