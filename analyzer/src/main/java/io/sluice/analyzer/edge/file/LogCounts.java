package io.sluice.analyzer.edge.file;

import io.sluice.ingest.FileSummary;

/**
 * One log of a table that grows.
 *
 * @param summary what was read of it so far
 * @param disagreements ends of it whose name and whose address disagreed
 * @param inventoryLag flows of it that were attributed before the inventory was complete
 * @param late flows of it that came long after others of their time
 */
public record LogCounts(FileSummary summary, long disagreements, long inventoryLag, long late) {
  /** The same with another summary. */
  public LogCounts with(FileSummary other) {
    return new LogCounts(other, disagreements, inventoryLag, late);
  }
}
