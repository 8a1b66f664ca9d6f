package io.sluice.recommender.serve.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.KafkaThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HeapWatchTest {
  private final AtomicInteger endings = new AtomicInteger();
  private final HeapWatch heap = new HeapWatch(endings::incrementAndGet);
  private final Thread watching = new Thread(heap);
  private final CountDownLatch watched = new CountDownLatch(1);

  @BeforeEach
  void itWatches() {
    watching.start();
  }

  @AfterEach
  void itEnds() throws InterruptedException {
    heap.stop();
    watching.join();
  }

  private void failOnceWatched() {
    try {
      watched.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new OutOfMemoryError("Java heap space");
  }

  private void fails(Thread thread) throws InterruptedException {
    thread.start();
    while (thread.getUncaughtExceptionHandler() != heap) {
      Thread.sleep(20);
    }
    watched.countDown();
    thread.join();
  }

  @Test
  void aThreadOfKafkasThatEndsForLackOfMemoryEndsTheInstance() throws InterruptedException {
    fails(KafkaThread.daemon("kafka-network", this::failOnceWatched));

    assertThat(endings).hasValue(1);
    assertThat(heap.isUsedUp()).isTrue();
    assertThat(heap.ending()).hasMessageContaining("(kafka-network: Java heap space; ");
  }

  @Test
  void soDoesAnyThreadThatNobodyElseListensTo() throws InterruptedException {
    fails(new Thread(this::failOnceWatched, "answers"));

    assertThat(endings).hasValue(1);
    assertThat(heap.ending()).hasMessageContaining("(answers: Java heap space; ");
  }

  @Test
  void anyOtherFailureOfOneOfOursIsNoneOfItsBusiness() {
    assertThat(heap.ends(new IllegalStateException("no", new RuntimeException("no")))).isFalse();
    assertThat(heap.isUsedUp()).isFalse();
  }
}
