package io.sluice.recommender.serve.failure;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on beside the topology; it begins again where the brokers failed. Where the heap
 * is used up it does not: the instance ends.
 *
 * @param <T> what works
 */
public final class Beside<T> implements Runnable {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<T> opening;
  private final Consumer<T> working;
  private final Consumer<T> stopping;
  private final Consumer<T> closing;
  private final Consumer<String> say;
  private final HeapWatch heap;
  private @Nullable T current;
  private boolean stopped;

  /**
   * Work that was not begun yet.
   *
   * @param working works until it is stopped
   * @param stopping ends that soon; any thread's
   * @param closing gives back what it held
   */
  public Beside(
      Supplier<T> opening,
      Consumer<T> working,
      Consumer<T> stopping,
      Consumer<T> closing,
      Consumer<String> say,
      HeapWatch heap) {
    this.opening = opening;
    this.working = working;
    this.stopping = stopping;
    this.closing = closing;
    this.say = say;
    this.heap = heap;
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try {
        once();
      } catch (RuntimeException | OutOfMemoryError e) { // nothing may end it unnoticed
        if (heap.ends(e)) {
          return;
        }
        begunAgain(
            e instanceof UncheckedIOException ? String.valueOf(e.getMessage()) : e.toString());
      }
    }
  }

  private void once() {
    T work = open();
    try {
      working.accept(work);
    } finally {
      closing.accept(work);
    }
  }

  private void begunAgain(String problem) {
    if (!isStopped()) {
      say.accept(problem + "; trying again");
      pause();
    }
  }

  private synchronized T open() {
    T opened = opening.get();
    if (stopped) {
      stopping.accept(opened);
    }
    current = opened;
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

  /** What works now, or worked last; null where nothing did. */
  public synchronized @Nullable T current() {
    return current;
  }

  public synchronized void stop() {
    stopped = true;
    if (current != null) {
      stopping.accept(current);
    }
  }
}
