package io.sluice.analyzer.sighting;

import io.sluice.ingest.IpAddress;
import java.util.Comparator;

/**
 * A stretch of time in which a recorder saw that a pod held an address.
 *
 * @param address the address
 * @param fromMillis from when on
 * @param runningMillis last moment at which it was seen to hold it
 * @param untilMillis until when it is taken to have held it: not much longer
 */
public record SeenHold(IpAddress address, long fromMillis, long runningMillis, long untilMillis)
    implements Comparable<SeenHold> {
  private static final Comparator<SeenHold> ORDER =
      Comparator.comparingLong(SeenHold::fromMillis)
          .thenComparing(SeenHold::address)
          .thenComparing(SeenHold::untilMillis)
          .thenComparing(SeenHold::runningMillis);

  public SeenHold {
    if (runningMillis < fromMillis || untilMillis < runningMillis) {
      throw new IllegalArgumentException(fromMillis + " " + runningMillis + " " + untilMillis);
    }
  }

  @Override
  public int compareTo(SeenHold other) {
    return ORDER.compare(this, other);
  }
}
