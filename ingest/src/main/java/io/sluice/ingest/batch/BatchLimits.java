package io.sluice.ingest.batch;

/**
 * How large a batch may grow; it ends behind the flow that reaches one of them.
 *
 * @param flows how many flows
 * @param bytes how many bytes before compression, without the account
 */
public record BatchLimits(int flows, int bytes) {
  /**
   * Enough flows that the ends, which come with each batch, do not count; and so few bytes that a
   * batch, which packs 5 to 1 and better, stays well under the megabyte that brokers take.
   */
  public static final BatchLimits DEFAULTS = new BatchLimits(20_000, 2_000_000);

  static final int MOST_BYTES = 8 << 20;
  static final int MOST_FLOWS = 1 << 20;

  public BatchLimits {
    if (flows < 1 || flows > MOST_FLOWS || bytes < 1 || bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a batch has 1 to " + MOST_FLOWS + " flows and at most " + MOST_BYTES + " bytes");
    }
  }
}
