package io.sluice.recommender.serve.answer;

import java.time.Duration;

/**
 * When an answer is made again: once nothing has changed for a while, and at the latest so long
 * after the first change. For one thread.
 */
final class Debounce {
  private final long quietMillis;
  private final long mostMillis;
  private boolean open;
  private long seen;
  private long firstMillis;
  private long lastMillis;

  /**
   * A new one, which has seen nothing.
   *
   * @param quiet how long nothing must have changed
   * @param most how long changes may go on
   */
  Debounce(Duration quiet, Duration most) {
    if (quiet.isNegative() || most.compareTo(quiet) < 0) {
      throw new IllegalArgumentException("a delay of at most " + most + " is less than " + quiet);
    }
    this.quietMillis = quiet.toMillis();
    this.mostMillis = most.toMillis();
  }

  /**
   * Whether an answer is due.
   *
   * @param version what there is now
   * @param answered what the last answer is of
   * @param nowMillis a clock that never goes back
   */
  boolean isDue(long version, long answered, long nowMillis) {
    if (version == answered) {
      open = false;
      return false;
    }
    if (!open) {
      open = true;
      firstMillis = nowMillis;
      lastMillis = nowMillis;
    } else if (version != seen) {
      lastMillis = nowMillis;
    }
    seen = version;
    return nowMillis - lastMillis >= quietMillis || nowMillis - firstMillis >= mostMillis;
  }

  /** An answer is begun: what changes from now on is another one's. */
  void begun() {
    open = false;
  }
}
