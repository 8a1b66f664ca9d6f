package io.sluice.analyzer.edge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rows the tables of one run may have together, so that a run stops with a reason before
 * it has no memory left. Shared by all threads.
 */
public final class RowLimit {
  private final long most;
  private final AtomicLong bytes = new AtomicLong();

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
   * As many as a heap has room for. Rows take about half of what they count for; the other half is
   * for the cluster and the logs.
   *
   * @param bytes the heap's largest size
   */
  public static RowLimit ofHeap(long bytes) {
    return of(bytes / PortRows.ROW_BYTES);
  }

  /** Counts bytes that came to the rows of a table, or went from them. */
  void more(int more, EdgeTable table) {
    if (bytes.addAndGet(more) / PortRows.ROW_BYTES > most) {
      throw new TooManyRowsException(most, table.widest());
    }
  }
}
