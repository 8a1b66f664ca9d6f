package io.sluice.recommender.serve;

import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.analyzer.stream.Delays;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.kafka.TopicTail;
import io.sluice.recommender.serve.failure.HeapWatch;
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

  /** What is left of edges where there is no memory for any; made before that. */
  private static final EdgesTopic NONE = new EdgesTopic();

  private final TopicLocation topic;
  private final KafkaSettings kafka;
  private final Consumer<String> say;
  private final HeapWatch heap;
  private volatile EdgesTopic edges = new EdgesTopic();
  private long version;
  private volatile boolean caughtUp;
  private volatile boolean stopped;

  EdgesFollower(TopicLocation topic, KafkaSettings kafka, Consumer<String> say, HeapWatch heap) {
    this.topic = topic;
    this.kafka = kafka;
    this.say = say;
    this.heap = heap;
  }

  @Override
  public void run() {
    while (!stopped) {
      try (TopicTail tail = TopicTail.open(topic, kafka)) {
        follow(tail);
      } catch (RuntimeException | OutOfMemoryError e) { // nothing may end it unnoticed
        if (heap.ends(e)) {
          return;
        }
        begunAgain(
            e instanceof UncheckedIOException ? String.valueOf(e.getMessage()) : topic + ": " + e);
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
    if (!stopped) {
      edges = read;
      version++;
      caughtUp = true;
    }
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

  /** Stops, and gives back the memory that edges take; no lock is waited for. */
  void drop() {
    caughtUp = false;
    stopped = true;
    edges = NONE;
  }
}
