/**
 * Flow batches: many flows of one log with their account as one compact value, for topics.
 *
 * <p>Read {@link io.sluice.ingest.batch.FlowBatch} first; {@code docs/ingest.md} has its form byte
 * by byte. {@link io.sluice.ingest.batch.FlowBatchWriter} gathers flows into batches, {@link
 * io.sluice.ingest.batch.FlowReplay} hands those of batches to the next stage, and {@link
 * io.sluice.ingest.batch.ReplayedLogs} makes the accounts of logs out of those of their batches.
 * Nothing here knows Kafka.
 */
@NullMarked
package io.sluice.ingest.batch;

import org.jspecify.annotations.NullMarked;
