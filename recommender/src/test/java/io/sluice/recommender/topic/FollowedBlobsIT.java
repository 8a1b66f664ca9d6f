package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.kafka.FollowPlan;
import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.SourceFollower;
import io.sluice.ingest.source.azure.AzureBlobs;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.blob.Azurite;
import io.sluice.recommender.example.ExampleFolder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blobs that are followed while they are written, with a real broker and a real blob server. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class FollowedBlobsIT {
  private static final String CONTAINER = "example";

  @TempDir private Path folder;
  private Azurite azurite;
  private Broker broker;
  private String batches;
  private FollowPlan plan;

  @BeforeEach
  void servers() throws Exception {
    azurite = Azurite.start();
    broker = Broker.running();
    azurite.put(CONTAINER, ".keep", new byte[0]);
    batches = broker.topic("flow-batches", 3);
    plan =
        new FollowPlan(
            List.of(new FollowPlan.Source(blobs().followed("azblob://" + CONTAINER), "")),
            batches,
            broker.topic("sources", 4),
            new BatchLimits(60, 100_000),
            Duration.ofMillis(50),
            Duration.ofSeconds(2));
  }

  @AfterEach
  void end() {
    if (azurite != null) {
      azurite.close();
    }
  }

  private AzureBlobs blobs() {
    BlobSettings plain = BlobSettings.DEFAULTS;
    return new AzureBlobs(
        new BlobSettings(
            plain.account(),
            plain.endpoint(),
            plain.endpointSuffix(),
            Optional.of(Azurite.SERVICE_VERSION),
            plain.tries(),
            plain.tryTimeout(),
            plain.parallelism(),
            plain.rangeBytes()),
        azurite.env());
  }

  /** An instance of the group that works in a thread of its own. */
  private final class Instance {
    private final SourceFollower follower;
    private final Thread thread;

    Instance(int number) {
      KafkaClients clients = new KafkaClients(KafkaSettings.DEFAULTS.with(broker.env()));
      follower = SourceFollower.open(clients, plan, plan.checkpoints(), "instance-" + number);
      thread = new Thread(this::work, "follower-" + number);
      thread.start();
    }

    private void work() {
      try (follower) {
        follower.run();
      } catch (UncheckedIOException | InterruptException e) {
        assertThat(Thread.interrupted() || e.toString().contains("nterrupt")).as("%s", e).isTrue();
      }
    }

    /** Ends it wherever it is, with what it has not committed. */
    void breakOff() throws InterruptedException {
      while (thread.isAlive()) {
        thread.interrupt(); // libraries may swallow one
        thread.join(100);
      }
    }

    void stop() throws InterruptedException {
      follower.stop();
      thread.join();
    }
  }

  private byte[] edges(String logs) throws Exception {
    Path file = Files.createTempFile(folder, "e", ".edges");
    Files.delete(file);
    Path settings =
        Files.writeString(
            folder.resolve("sluice.yaml"),
            "azure: {serviceVersion: \"" + Azurite.SERVICE_VERSION + "\"}\n");
    Map<String, String> env = new HashMap<>(broker.env());
    env.putAll(azurite.env());
    TopicRun run =
        TopicRun.of(
            env,
            "flows",
            logs,
            "--cluster",
            ExampleFolder.cluster(),
            "--config",
            settings,
            "-o",
            "edges=" + file);
    return run.exit() == 0 ? Files.readAllBytes(file) : run.err().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theEdgesAreThoseOfTheWrittenBlobsAlthoughInstancesBreakOff() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Runnable> writing = new BlobsBeingWritten(azurite, CONTAINER, "", random).steps();
    Instance one = new Instance(1);
    Instance two = new Instance(2);
    for (Runnable step : writing) {
      step.run();
      if (random.nextInt(8) == 0) {
        Instance other = random.nextBoolean() ? one : two;
        other.breakOff();
        one = other == one ? new Instance(1) : one;
        two = other == two ? new Instance(2) : two;
      }
    }
    byte[] expected = edges("azblob://" + CONTAINER);

    byte[] found = edges("kafka://" + batches);
    for (int i = 0; i < 60 && !Arrays.equals(found, expected); i++) {
      Thread.sleep(500);
      found = edges("kafka://" + batches);
    }
    Thread.sleep(2_500); // whatever is read once more now would be too much
    one.stop();
    two.stop();

    assertThat(edges("kafka://" + batches)).as("seed %d", seed).isEqualTo(expected);
    assertThat(Optional.of(one.follower.state().troubles())).contains(List.of());
  }
}
