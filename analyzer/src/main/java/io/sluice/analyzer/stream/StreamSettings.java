package io.sluice.analyzer.stream;

import java.time.Duration;

/**
 * What the topology is a function of.
 *
 * @param flowBatches the topic that it reads
 * @param edges the topic that it writes, compacted
 * @param inventory the topic of the clusters' objects, compacted, of one partition
 * @param deadLetters where records go that cannot be read
 * @param grace so long the inventory must reach behind a batch's last flow
 * @param maxWait so long a batch waits for that, by the wall clock
 * @param lateAfter flows are late that come so far behind the newest of their cluster
 * @param emitEvery how often batches are attributed that are too few, and rows that changed are
 *     written
 * @param keepEdges how long a row is kept behind its last flow, by the times of flows; zero for
 *     ever
 * @param remember how long a batch is known again; at least as long as the topic keeps it
 */
public record StreamSettings(
    String flowBatches,
    String edges,
    String inventory,
    String deadLetters,
    Duration grace,
    Duration maxWait,
    Duration lateAfter,
    Duration emitEvery,
    Duration keepEdges,
    Duration remember) {
  public static final StreamSettings DEFAULTS =
      new StreamSettings(
          "sluice.flow-batches",
          "sluice.edges",
          "sluice.inventory",
          "sluice.dead-letters",
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          Duration.ZERO,
          Duration.ofDays(8));
}
