package io.sluice.analyzer.snapshot.live;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param firstPause before the second attempt; each further pause is twice as long
 * @param longestPause the longest one
 * @param attempts how often a list is asked for that nobody waits for any longer
 * @param watchLife after how long the server is to end a watch, which is then begun anew
 * @param silence a watch without a word for so long is taken to be dead
 * @param outage a watch that is down for so long is lost
 * @param again when to ask again for a kind that was not there or not allowed
 */
public record Patience(
    Duration firstPause,
    Duration longestPause,
    int attempts,
    Duration watchLife,
    Duration silence,
    Duration outage,
    Duration again) {
  /**
   * Servers send a bookmark a minute, and one before a watch ends by itself. So a live watch is
   * never silent for its life and half a minute.
   */
  public static final Patience DEFAULTS =
      new Patience(
          Duration.ofMillis(500),
          Duration.ofSeconds(15),
          5,
          Duration.ofSeconds(120),
          Duration.ofSeconds(150),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));

  /** The same with another bound on outages. */
  public Patience withOutage(Duration bound) {
    return new Patience(firstPause, longestPause, attempts, watchLife, silence, bound, again);
  }

  /**
   * The pause before the next attempt.
   *
   * @param failures attempts that failed in a row, from 1
   */
  Duration pause(int failures) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 16));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
