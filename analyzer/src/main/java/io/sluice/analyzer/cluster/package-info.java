/**
 * The cluster's words: pods, nodes, Services, workloads, and the {@link
 * io.sluice.analyzer.cluster.Party} that stands at one end of a connection.
 *
 * <p>Read {@link io.sluice.analyzer.cluster.Workload} and {@link io.sluice.analyzer.cluster.Pod}
 * first. Values only: {@code snapshot} reads them, {@code inventory} answers questions about them.
 */
@NullMarked
package io.sluice.analyzer.cluster;

import org.jspecify.annotations.NullMarked;
