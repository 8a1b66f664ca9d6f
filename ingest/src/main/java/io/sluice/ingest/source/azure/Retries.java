package io.sluice.ingest.source.azure;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes requests again that failed for a reason that passes, after the time that the service asks
 * for, else after one that doubles. The library's own retries know no {@code Retry-After}, and
 * nothing of a body that breaks off.
 */
final class Retries {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** How long is waited at most, whatever the service asks for. */
  private static final Duration MOST_ASKED = Duration.ofMinutes(2);

  /** Lets time pass. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private final int tries;
  private final Sleeper sleeper;

  Retries(int tries, Sleeper sleeper) {
    this.tries = tries;
    this.sleeper = sleeper;
  }

  /** How often a request is made. */
  int tries() {
    return tries;
  }

  /**
   * Makes a request until it succeeds.
   *
   * @param passing for a failure that passes, how long the service asks to wait, if it does; empty
   *     for one that does not pass
   * @throws RuntimeException what the last try failed with
   */
  <T> T call(Supplier<T> request, Function<RuntimeException, Optional<Duration>> passing) {
    Duration wait = FIRST;
    for (int i = 1; ; i++) {
      try {
        return request.get();
      } catch (RuntimeException e) {
        Optional<Duration> asked = passing.apply(e);
        if (i == tries || asked.isEmpty() || !pause(longer(asked.get(), wait))) {
          throw e;
        }
        wait = shorter(wait.multipliedBy(2), LONGEST);
      }
    }
  }

  /** False where somebody does not want to wait any more. */
  private boolean pause(Duration time) {
    try {
      sleeper.sleep(shorter(time, MOST_ASKED));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
