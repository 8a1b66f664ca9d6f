/**
 * The first stage: bytes into flows.
 *
 * <p>{@code source} finds and opens logs, {@code decode} turns their bytes into records, and every
 * record reaches the next stage as a {@link io.sluice.ingest.Flow} through a {@link
 * io.sluice.ingest.FlowSink}. Read {@link io.sluice.ingest.Flow} first.
 */
@NullMarked
package io.sluice.ingest;

import org.jspecify.annotations.NullMarked;
