package io.sluice.analyzer.history;

import io.sluice.analyzer.sighting.SeenHold;
import io.sluice.ingest.IpAddress;

/**
 * A stretch of time in which a pod held an address.
 *
 * @param fromMillis from when on
 * @param certainMillis last moment at which it surely held it, or {@link Long#MIN_VALUE}
 * @param untilMillis until when, exclusive
 * @param seen whether a recorder saw it in that time: otherwise the pod's objects told
 */
public record Hold(
    IpAddress address, long fromMillis, long certainMillis, long untilMillis, boolean seen) {
  static Hold of(SeenHold hold) {
    return new Hold(
        hold.address(), hold.fromMillis(), hold.runningMillis(), hold.untilMillis(), true);
  }

  Hold endingBy(long millis) {
    long end = Math.max(fromMillis, Math.min(untilMillis, millis));
    return new Hold(address, fromMillis, certainMillis, end, seen);
  }
}
