package io.sluice.analyzer.inventory;

/**
 * Who had an address, and for how long around the time asked for that answer stays the same. What
 * is worked out for one flow holds for every flow inside.
 *
 * @param holder who had it
 * @param fromMillis first moment of the same answer
 * @param untilMillis first moment of another answer, or {@link Long#MAX_VALUE}
 */
public record Tenure(Holder holder, long fromMillis, long untilMillis) {
  /** Whether the answer holds at that time. */
  public boolean covers(long epochMillis) {
    return fromMillis <= epochMillis
        && (epochMillis < untilMillis || untilMillis == Long.MAX_VALUE);
  }
}
