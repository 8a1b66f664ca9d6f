/**
 * The cluster as its own objects describe it, and who had which address when.
 *
 * <p>{@link io.sluice.analyzer.cluster.ClusterReader} streams objects out of snapshots, manifests
 * and recorded watch events, {@link io.sluice.analyzer.cluster.Inventory} answers questions over
 * time. Read {@code Inventory} first.
 */
@NullMarked
package io.sluice.analyzer.cluster;

import org.jspecify.annotations.NullMarked;
