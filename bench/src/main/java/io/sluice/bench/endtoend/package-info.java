/**
 * Whole runs on made-up logs of any size, side by side with DuckDB and with what only reads the
 * bytes.
 *
 * <p>Read {@link io.sluice.bench.endtoend.EndToEnd} first. {@code Fleet} is the cluster, {@code
 * Traffic} draws what happens in it, {@code HubbleLines} and {@code VnetBlob} write it down. The
 * same seed gives the same bytes.
 */
@NullMarked
package io.sluice.bench.endtoend;

import org.jspecify.annotations.NullMarked;
