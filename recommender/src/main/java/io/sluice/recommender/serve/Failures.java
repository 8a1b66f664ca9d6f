package io.sluice.recommender.serve;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * What becomes of a thread that failed: another takes its place, but not again and again. Where the
 * budget is spent, the instance ends.
 */
final class Failures implements StreamsUncaughtExceptionHandler {
  private static final int BUDGET = 5;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Consumer<String> say;
  private final LongSupplier nanoTime;
  private final Deque<Long> times = new ArrayDeque<>();
  private volatile String last = "";

  Failures(Consumer<String> say, LongSupplier nanoTime) {
    this.say = say;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    last = words(failure);
    long now = nanoTime.getAsLong();
    times.addLast(now);
    times.removeIf(time -> now - time > WITHIN.toNanos());
    boolean spent = times.size() > BUDGET;
    say.accept(
        "a thread of the service failed ("
            + last
            + (spent ? "), too often: the service ends" : "); another takes its place"));
    return spent
        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
        : StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static String words(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
  }

  /** What failed last, in one line; "" where nothing did. */
  String last() {
    return last;
  }
}
