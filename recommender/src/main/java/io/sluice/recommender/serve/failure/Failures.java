package io.sluice.recommender.serve.failure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * What becomes of a thread that failed: another takes its place, but not again and again. Where the
 * budget is spent, the instance ends.
 */
public final class Failures implements StreamsUncaughtExceptionHandler {
  private static final int BUDGET = 5;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  /** What follows the place in messages of Kafka Streams. */
  private static final Pattern NO_PLACE = Pattern.compile("( due to:|, stacktrace=.*)$");

  private final Consumer<String> say;
  private final HeapWatch heap;
  private final LongSupplier nanoTime;
  private final Deque<Long> times = new ArrayDeque<>();
  private volatile String last = "";

  /**
   * None yet.
   *
   * @param say gets each failure, in one line
   */
  public Failures(Consumer<String> say, HeapWatch heap, LongSupplier nanoTime) {
    this.say = say;
    this.heap = heap;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    if (heap.ends(failure)) {
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
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

  /** The reason, which stands at the bottom, and what it befell, which only the top says. */
  private static String words(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String reason = innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    String top = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String where = NO_PLACE.matcher(top).replaceFirst("");
    return innermost == failure || where.contains(innermost.toString())
        ? reason
        : where + ": " + reason;
  }

  /** What failed last, in one line; "" where nothing did. */
  public String last() {
    return last;
  }
}
