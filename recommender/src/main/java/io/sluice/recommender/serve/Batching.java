package io.sluice.recommender.serve;

import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.kafka.Batcher;
import io.sluice.ingest.kafka.BatcherPlan;
import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes batches of the topics of single records; begins again where the brokers failed. */
final class Batching implements Runnable {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final ServeSettings settings;
  private final KafkaSettings kafka;
  private final Consumer<String> say;
  private @Nullable Batcher batcher;
  private boolean stopped;

  Batching(ServeSettings settings, KafkaSettings kafka, Consumer<String> say) {
    this.settings = settings;
    this.kafka = kafka;
    this.say = say;
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try (Batcher working = open()) {
        working.run();
      } catch (UncheckedIOException e) {
        say.accept(e.getMessage() + "; trying again");
        pause();
      }
    }
  }

  private synchronized Batcher open() {
    BatcherPlan plan =
        new BatcherPlan(
            settings.singleRecordTopics(),
            settings.stream().flowBatches(),
            BatchLimits.DEFAULTS,
            LINGER);
    Batcher opened =
        Batcher.open(
            new KafkaClients(kafka),
            plan,
            settings.applicationId() + "-batcher",
            settings.instanceId().orElseGet(() -> UUID.randomUUID().toString()));
    if (stopped) {
      opened.stop();
    }
    batcher = opened;
    return opened;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  synchronized void stop() {
    stopped = true;
    if (batcher != null) {
      batcher.stop();
    }
  }
}
