package io.sluice.recommender.serve.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BesideTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AtomicInteger endings = new AtomicInteger();
  private final HeapWatch heap = new HeapWatch(endings::incrementAndGet);
  private final CountDownLatch underWay = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private int opened;
  private Thread thread = new Thread();

  private Beside<String> beside(Consumer<String> working, Consumer<String> closing) {
    return new Beside<>(
        () -> "work " + ++opened,
        working,
        work -> {
          told.add("stop " + work);
          stopping.countDown();
        },
        work -> {
          told.add("close " + work);
          closing.accept(work);
        },
        said::add,
        heap);
  }

  private void start(Beside<String> beside) {
    thread = new Thread(beside, "beside");
    thread.start();
  }

  @AfterEach
  void leaveNothingBehind() throws InterruptedException {
    thread.join();
  }

  /** Works until it is stopped, from the second time on. */
  private void failFirst(String work, Runnable failure) {
    told.add("run " + work);
    if (work.equals("work 1")) {
      failure.run();
    }
    waitForStop();
  }

  private void waitForStop() {
    underWay.countDown();
    try {
      stopping.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void brokersFail() {
    throw new UncheckedIOException("kafka://flows: the brokers went away", new IOException());
  }

  @Test
  void whereTheBrokersFailItBeginsAgainWithNothingOfBefore() throws InterruptedException {
    Beside<String> beside = beside(work -> failFirst(work, BesideTest::brokersFail), work -> {});
    start(beside);
    underWay.await();

    assertThat(beside.current()).isEqualTo("work 2");
    assertThat(said).containsExactly("kafka://flows: the brokers went away; trying again");
    beside.stop();
    thread.join();

    assertThat(told)
        .containsExactly("run work 1", "close work 1", "run work 2", "stop work 2", "close work 2");
  }

  @Test
  void whereTheHeapIsUsedUpItDoesNotBeginAgainAndTheInstanceEnds() throws InterruptedException {
    Beside<String> beside =
        beside(
            work -> {
              throw new IllegalStateException(new OutOfMemoryError("Java heap space"));
            },
            work -> {});
    start(beside);
    thread.join();

    assertThat(opened).isEqualTo(1);
    assertThat(told).containsExactly("close work 1");
    assertThat(endings).hasValue(1);
    assertThat(heap.ending())
        .hasMessageContaining("(beside: Java heap space; the heap may have")
        .hasMessageContaining("--memory");
  }

  @Test
  void whatCannotBeClosedDoesNotEndItEither() throws InterruptedException {
    Beside<String> beside =
        beside(
            work -> failFirst(work, BesideTest::brokersFail),
            work -> {
              if (work.equals("work 1")) {
                throw new IllegalStateException("not closed");
              }
            });
    start(beside);
    underWay.await();
    beside.stop();

    assertThat(said).containsExactly("java.lang.IllegalStateException: not closed; trying again");
  }

  @Test
  void whatFailsBecauseItIsStoppedIsNoNews() throws InterruptedException {
    Beside<String> beside =
        beside(
            work -> {
              waitForStop();
              brokersFail();
            },
            work -> {});
    start(beside);
    underWay.await();
    beside.stop();
    thread.join();

    assertThat(said).isEmpty();
    assertThat(told).containsExactly("stop work 1", "close work 1");
  }

  @Test
  void stoppedBeforeItBeganItOpensNothing() throws InterruptedException {
    Beside<String> beside = beside(work -> waitForStop(), work -> {});
    beside.stop();
    start(beside);
    thread.join();

    assertThat(opened).isZero();
    assertThat(beside.current()).isNull();
  }

  @Test
  void interruptedWhileItPausesItEnds() throws InterruptedException {
    Beside<String> beside = beside(work -> brokersFail(), work -> {});
    start(beside);
    while (said.isEmpty()) {
      Thread.sleep(5);
    }
    thread.interrupt();
    thread.join();

    assertThat(opened).isEqualTo(1);
  }
}
