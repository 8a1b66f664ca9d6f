/**
 * Flow batches into edges on Kafka Streams: the fold of the batch commands, cut into tasks.
 *
 * <p>Read {@link io.sluice.analyzer.stream.EdgeTopology} first; {@code docs/service.md} draws it.
 * {@code Attributing} turns each batch into the rows of a table of its own, {@code Merging} joins
 * rows by their keys, and {@link io.sluice.analyzer.stream.EdgesTopic} makes a table of what comes
 * out. Nothing of Kafka is loaded before somebody asks for the topology.
 */
@NullMarked
package io.sluice.analyzer.stream;

import org.jspecify.annotations.NullMarked;
