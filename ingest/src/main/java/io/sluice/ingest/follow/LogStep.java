package io.sluice.ingest.follow;

import java.util.List;

/**
 * What is to be written at once: batches, and how far the log was read with them.
 *
 * @param batches values of the topic of flow batches, in order
 * @param flows how many flows they have
 * @param next the checkpoint that holds from then on
 * @param more whether the log has more that can be read at once
 */
public record LogStep(List<byte[]> batches, long flows, Checkpoint next, boolean more) {
  public LogStep {
    batches = List.copyOf(batches);
  }
}
