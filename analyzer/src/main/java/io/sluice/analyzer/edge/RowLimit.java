package io.sluice.analyzer.edge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rows the tables of one run may have together, so that a run stops with a reason before
 * it has no memory left. Shared by all threads.
 */
public final class RowLimit {
  /**
   * What a row may take until it is written: itself, its key and what finds it while logs are read,
   * and the edge that is read out of it. The rest of the heap is for the cluster and the logs.
   */
  private static final long BYTES = 1000;

  private final long most;
  private final AtomicLong weight = new AtomicLong();

  private RowLimit(long most) {
    this.most = most;
  }

  /** No limit. */
  public static RowLimit none() {
    return new RowLimit(Long.MAX_VALUE);
  }

  /** A number of rows. */
  public static RowLimit of(long most) {
    return new RowLimit(most);
  }

  /**
   * As many as a heap has room for.
   *
   * @param bytes the heap's largest size
   */
  public static RowLimit ofHeap(long bytes) {
    return of(bytes / BYTES);
  }

  /**
   * Counts what came to the rows of a table, or went from them.
   *
   * @param more in {@link PortRows#ROW_WEIGHT} for a row
   */
  void more(int more, EdgeTable table) {
    if (weight.addAndGet(more) / PortRows.ROW_WEIGHT > most) {
      throw new TooManyRowsException(most, table.widest());
    }
  }
}
