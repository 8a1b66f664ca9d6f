/**
 * The cluster that a command is about: its snapshots, policies and engine.
 *
 * <p>Read {@link io.sluice.recommender.cli.cluster.ClusterState} first.
 */
@NullMarked
package io.sluice.recommender.cli.cluster;

import org.jspecify.annotations.NullMarked;
