package io.sluice.recommender.serve.answer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest answer, made again by one thread of its own when what the service knows has changed.
 * Readers are never held up: they have the answer before until the next one is complete. Where
 * making one fails, the answer before stays, and {@link #trouble()} says why until one succeeds.
 */
public final class LatestAnswer implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final LongSupplier version;
  private final Supplier<Sight> sight;
  private final Function<Sight, Answer> answerer;
  private final Debounce debounce;
  private final Consumer<Answer> listener;
  private final Thread thread;

  private volatile @Nullable Answer latest;
  private volatile @Nullable String trouble;
  private volatile boolean closed;
  private long answered = Long.MIN_VALUE;

  /**
   * Nothing runs before {@link #start()}.
   *
   * @param version that of what is known; asked ten times a second
   * @param sight all that is known; its version may be a later one
   * @param listener is told of each answer, by the thread that makes them
   */
  public LatestAnswer(
      LongSupplier version,
      Supplier<Sight> sight,
      Function<Sight, Answer> answerer,
      Duration quiet,
      Duration most,
      Consumer<Answer> listener) {
    this.version = version;
    this.sight = sight;
    this.answerer = answerer;
    this.debounce = new Debounce(quiet, most);
    this.listener = listener;
    this.thread = new Thread(this::run, "answers");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** The latest answer; empty before the first. */
  public Optional<Answer> latest() {
    return Optional.ofNullable(latest);
  }

  /** Why there is no answer to what is known now, where making it failed. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Whether the thread that makes answers is at work. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    while (!closed) {
      if (debounce.isDue(version.getAsLong(), answered, nowMillis())) {
        debounce.begun();
        answer();
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void answer() {
    try {
      Sight seen = sight.get();
      answered = seen.version();
      Answer answer = answerer.apply(seen);
      latest = answer;
      trouble = null;
      listener.accept(answer);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // The thread must outlive one bad version: the next may be good, and readiness says this.
      trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
