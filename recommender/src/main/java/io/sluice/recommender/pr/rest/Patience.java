package io.sluice.recommender.pr.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * How often and how long a client tries. Waits grow twofold with jitter, so that many pipelines
 * that failed together do not come back together.
 *
 * @param attempts how often a request is sent at most
 * @param first about how long the first wait is, where the host does not say
 * @param longest how long all waits for one request may be together
 * @param timeout how long one attempt may take, from the connection to the last byte
 * @param betweenWrites the pause between two requests that write
 * @param clock for the times that hosts name
 * @param random for the jitter
 * @param sleeper waits
 */
public record Patience(
    int attempts,
    Duration first,
    Duration longest,
    Duration timeout,
    Duration betweenWrites,
    Clock clock,
    Random random,
    Sleeper sleeper) {
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

  /** What real hosts get: five attempts, five minutes of waiting, thirty seconds for an answer. */
  public static Patience standard() {
    return new Patience(
        5,
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Clock.systemUTC(),
        new Random(),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /** Half of the doubled wait, and up to as much again. */
  Duration backOff(int attempt) {
    Duration full = first.multipliedBy(1L << Math.min(attempt - 1, 20));
    full = full.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : full;
    return full.dividedBy(2).plusMillis(jitter(full.dividedBy(2)));
  }

  /** What the host asked for, never less, and up to a tenth more. */
  Duration stretched(Duration asked) {
    return asked.plusMillis(jitter(asked.dividedBy(10)));
  }

  private long jitter(Duration most) {
    return (long) (random.nextDouble() * most.toMillis());
  }

  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }
}
