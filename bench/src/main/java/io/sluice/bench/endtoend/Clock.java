package io.sluice.bench.endtoend;

import java.time.Instant;

/** Writes times as Hubble and Azure do; the part up to the minute is kept for the next one. */
final class Clock {
  private static final long MINUTE_MILLIS = 60_000;

  private long minute = Long.MIN_VALUE;
  private byte[] upToMinute = {};

  /** Appends a time with so many fraction digits, from 3 up. */
  void put(Bytes to, long epochMillis, int nanos, int digits) {
    long of = Math.floorDiv(epochMillis, MINUTE_MILLIS);
    if (of != minute) {
      minute = of;
      String text = Instant.ofEpochMilli(of * MINUTE_MILLIS).toString();
      upToMinute = new Bytes().put(text.substring(0, 17)).toArray();
    }
    long inMinute = epochMillis - of * MINUTE_MILLIS;
    long fraction = inMinute % 1000 * 1_000_000 + nanos;
    for (int i = digits; i < 9; i++) {
      fraction /= 10;
    }
    to.put(upToMinute).put(inMinute / 1000, 2).put('.').put(fraction, digits).put('Z');
  }
}
