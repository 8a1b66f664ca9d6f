package io.sluice.analyzer.stream;

/**
 * Flows that did not come when they should have; they count in edges as any other.
 *
 * @param late those that came long after others of their time
 * @param inventoryLag those that were attributed before the inventory was complete
 */
public record Delays(long late, long inventoryLag) {
  public static final Delays NONE = new Delays(0, 0);
}
