package io.sluice.analyzer.snapshot.live;

import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * The time of the API server: the clock of this machine, put right by the dates of answers where
 * these show that it is wrong. A date has whole seconds, so less than that is not seen. Safe for
 * several threads.
 */
final class ServerClock {
  private static final long SECOND = 1000;

  private final InstantSource machine;
  private long offsetMillis;
  private boolean dated;

  ServerClock(InstantSource machine) {
    this.machine = machine;
  }

  /** The machine's own time, to hold an answer's date against. */
  long machineMillis() {
    return machine.millis();
  }

  synchronized long millis() {
    return machine.millis() + offsetMillis;
  }

  /** Whether any answer had a date. */
  synchronized boolean isDated() {
    return dated;
  }

  /**
   * Learns from an answer.
   *
   * @param date what the answer says
   * @param askedMillis the machine's time when it was asked for
   */
  synchronized void learn(OptionalLong date, long askedMillis) {
    if (date.isEmpty()) {
      return;
    }
    dated = true;
    long least = date.getAsLong() - machine.millis();
    long most = date.getAsLong() + SECOND - askedMillis;
    offsetMillis = least > 0 ? least : Math.min(most, 0);
  }
}
