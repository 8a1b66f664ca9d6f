package io.sluice.recommender.serve;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on beside the topology; it begins again where the brokers failed.
 *
 * @param <T> what works
 */
final class Beside<T> implements Runnable {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<T> opening;
  private final Consumer<T> working;
  private final Consumer<T> stopping;
  private final Consumer<T> closing;
  private final Consumer<String> say;
  private @Nullable T current;
  private boolean stopped;

  /**
   * Work that was not begun yet.
   *
   * @param working works until it is stopped
   * @param stopping ends that soon; any thread's
   * @param closing gives back what it held
   */
  Beside(
      Supplier<T> opening,
      Consumer<T> working,
      Consumer<T> stopping,
      Consumer<T> closing,
      Consumer<String> say) {
    this.opening = opening;
    this.working = working;
    this.stopping = stopping;
    this.closing = closing;
    this.say = say;
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try {
        once();
      } catch (UncheckedIOException e) {
        begunAgain(String.valueOf(e.getMessage()));
      } catch (RuntimeException | OutOfMemoryError e) { // nothing may end it unnoticed
        begunAgain(e.toString());
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
  synchronized @Nullable T current() {
    return current;
  }

  synchronized void stop() {
    stopped = true;
    if (current != null) {
      stopping.accept(current);
    }
  }
}
