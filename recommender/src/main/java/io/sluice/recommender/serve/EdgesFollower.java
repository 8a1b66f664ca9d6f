package io.sluice.recommender.serve;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.stream.Delays;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.kafka.TopicTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole topic of edges and whatever comes into it, so that this instance answers without
 * asking another. When the brokers fail it begins again, and says so.
 */
final class EdgesFollower implements Runnable {
  private static final Duration ASK_END_EVERY = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final TopicLocation topic;
  private final KafkaSettings kafka;
  private final Consumer<String> say;
  private EdgesTopic edges = new EdgesTopic();
  private long version;
  private volatile boolean caughtUp;
  private volatile boolean stopped;

  EdgesFollower(TopicLocation topic, KafkaSettings kafka, Consumer<String> say) {
    this.topic = topic;
    this.kafka = kafka;
    this.say = say;
  }

  @Override
  public void run() {
    while (!stopped) {
      try (TopicTail tail = TopicTail.open(topic, kafka)) {
        follow(tail);
      } catch (UncheckedIOException e) {
        begunAgain(String.valueOf(e.getMessage()));
      } catch (RuntimeException | OutOfMemoryError e) { // nothing may end it unnoticed
        begunAgain(topic + ": " + e);
      }
    }
  }

  private void begunAgain(String problem) {
    caughtUp = false;
    say.accept(problem + "; trying again");
    pause();
  }

  private void follow(TopicTail tail) {
    EdgesTopic read = new EdgesTopic();
    tail.toEnd((key, value) -> take(read, key, value));
    begin(read);
    long asked = System.nanoTime();
    while (!stopped) {
      tail.poll((key, value) -> take(read, key, value));
      if (System.nanoTime() - asked > ASK_END_EVERY.toNanos()) {
        caughtUp = tail.caughtUp();
        asked = System.nanoTime();
      }
    }
  }

  /** What was read before stays in use until all of it was read again. */
  private synchronized void begin(EdgesTopic read) {
    edges = read;
    version++;
    caughtUp = true;
  }

  private synchronized void take(EdgesTopic read, byte @Nullable [] key, byte @Nullable [] value) {
    if (key != null) {
      read.take(key, value);
      version++;
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  synchronized StoredTable table() {
    try {
      return edges.table();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  synchronized Delays delays() {
    try {
      return edges.delays();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private UncheckedIOException damaged(IOException e) {
    return new UncheckedIOException(topic + ": " + e.getMessage(), e);
  }

  synchronized long version() {
    return version;
  }

  boolean caughtUp() {
    return caughtUp;
  }

  void stop() {
    stopped = true;
  }
}
