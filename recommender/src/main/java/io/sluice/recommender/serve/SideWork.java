package io.sluice.recommender.serve;

import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.kafka.Batcher;
import io.sluice.ingest.kafka.BatcherPlan;
import io.sluice.ingest.kafka.FollowPlan;
import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.OwnedTable;
import io.sluice.ingest.kafka.SourceFollower;
import io.sluice.ingest.source.FollowedSource;
import io.sluice.recommender.serve.answer.Answer;
import io.sluice.recommender.serve.failure.Beside;
import io.sluice.recommender.serve.failure.HeapWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * What an instance does beside the topology: it makes batches, follows blobs, and speaks. The
 * groups of the first two have the names of the topics that they fill, not the application's:
 * another application that reads the same batches must not make them once more.
 */
final class SideWork {
  /** So long a single record waits for others to share its batch. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  /** So long {@link #stop} takes at the most: three work. */
  static final Duration LONGEST_STOP = LONGEST_END.multipliedBy(3);

  private final ServeSettings settings;
  private final KafkaSettings kafka;
  private final Consumer<String> say;
  private final HeapWatch heap;
  private final String instance;
  private final List<Beside<?>> under = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  SideWork(ServeSettings settings, KafkaSettings kafka, Consumer<String> say, HeapWatch heap) {
    this.settings = settings;
    this.kafka = kafka;
    this.say = say;
    this.heap = heap;
    this.instance = settings.instanceId().orElseGet(() -> UUID.randomUUID().toString());
  }

  /**
   * Begins what the settings ask for.
   *
   * @param sources the place behind a URL of blobs
   */
  void start(Function<String, FollowedSource> sources) {
    if (!settings.singleRecordTopics().isEmpty()) {
      begin(
          "batcher",
          new Beside<>(
              () ->
                  Batcher.open(
                      clients(), batches(), settings.stream().flowBatches() + "-batcher", instance),
              Batcher::run,
              Batcher::stop,
              Batcher::close,
              say,
              heap));
    }
    if (!settings.follow().locations().isEmpty()) {
      begin(
          "follower",
          new Beside<>(
              () ->
                  SourceFollower.open(
                      clients(),
                      followed(sources),
                      settings.follow().checkpoints() + "-follower",
                      instance),
              SourceFollower::run,
              SourceFollower::stop,
              SourceFollower::close,
              say,
              heap));
    }
  }

  /**
   * Takes part in saying what the service comes to.
   *
   * @param answers the latest answer that is made of everything there is
   */
  void announce(Supplier<Optional<Answer>> answers) {
    OutputTopics topics = settings.outputs();
    String source = "/sluice/" + settings.applicationId();
    begin(
        "announcer",
        new Beside<>(
            () ->
                new Announcer(
                    OwnedTable.open(
                        clients(),
                        topics.announced(),
                        settings.applicationId() + "-announcer",
                        instance),
                    topics,
                    source,
                    answers),
            announcer -> speak(announcer, topics.announced()),
            Announcer::stop,
            Announcer::close,
            say,
            heap));
  }

  private void speak(Announcer announcer, String topic) {
    try {
      announcer.run();
    } catch (KafkaException e) {
      throw clients().outside(topic, e);
    }
  }

  private void begin(String name, Beside<?> work) {
    Thread thread = thread(work, "sluice-" + name);
    under.add(work);
    threads.add(thread);
    thread.start();
  }

  private KafkaClients clients() {
    return new KafkaClients(kafka);
  }

  private BatcherPlan batches() {
    return new BatcherPlan(
        settings.singleRecordTopics(),
        settings.stream().flowBatches(),
        BatchLimits.DEFAULTS,
        LINGER);
  }

  private FollowPlan followed(Function<String, FollowedSource> sources) {
    FollowSettings follow = settings.follow();
    return new FollowPlan(
        follow.locations().stream()
            .map(at -> new FollowPlan.Source(sources.apply(at.url()), at.cluster()))
            .toList(),
        settings.stream().flowBatches(),
        follow.checkpoints(),
        BatchLimits.DEFAULTS,
        follow.every(),
        follow.settledAfter());
  }

  static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends all of it, and waits a while for what is under way to be committed. */
  void stop() {
    under.forEach(Beside::stop);
    try {
      for (Thread thread : threads) {
        thread.join(LONGEST_END.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
