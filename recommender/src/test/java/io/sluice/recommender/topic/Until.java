package io.sluice.recommender.topic;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what comes in its own time, and says what it waited for where it does not come. */
final class Until {
  private static final long LOOK_EVERY_MILLIS = 50;

  private Until() {}

  /**
   * Returns once something holds.
   *
   * @param what it, in words
   * @param more what helps whoever reads that it never did
   */
  static void holds(
      String what, Duration longest, Callable<Boolean> condition, Callable<String> more)
      throws Exception {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "waited " + longest.toSeconds() + " s in vain until " + what + "\n" + more.call());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
