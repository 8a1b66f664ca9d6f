/**
 * Benchmarks, and the clusters that they run on.
 *
 * <p>Read {@link io.sluice.bench.SyntheticCluster} first.
 */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
