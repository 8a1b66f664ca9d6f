/**
 * Logs that grow while they are read: how far each was read, and what it has more than before.
 *
 * <p>Read {@link io.sluice.ingest.follow.LogFollower} first: from a log as it is now and the {@link
 * io.sluice.ingest.follow.Checkpoint} of what was read of it before, it makes flow batches and the
 * next checkpoint. Whoever writes both in one transaction reads every record once. Nothing here
 * knows Azure or Kafka.
 */
@NullMarked
package io.sluice.ingest.follow;

import org.jspecify.annotations.NullMarked;
