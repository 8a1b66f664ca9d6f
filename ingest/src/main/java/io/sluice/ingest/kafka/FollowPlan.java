package io.sluice.ingest.kafka;

import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.source.FollowedSource;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link SourceFollower} does.
 *
 * @param sources where logs are written
 * @param flowBatches the topic that batches go to
 * @param checkpoints the compacted topic of how far each log was read; its partitions are what
 *     instances share, and must stay as many
 * @param limits how large a batch may grow
 * @param interval how long after looking into the sources they are looked into again
 * @param settledAfter how long a log must not have changed before what ends it is no record to come
 */
public record FollowPlan(
    List<Source> sources,
    String flowBatches,
    String checkpoints,
    BatchLimits limits,
    Duration interval,
    Duration settledAfter) {
  /**
   * A source of one cluster's logs.
   *
   * @param cluster the cluster of records that name none, or ""
   */
  public record Source(FollowedSource place, String cluster) {}

  public FollowPlan {
    sources = List.copyOf(sources);
    if (flowBatches.equals(checkpoints) || interval.isNegative() || settledAfter.isNegative()) {
      throw new IllegalArgumentException(
          "following needs two topics, and times that are not negative");
    }
  }
}
