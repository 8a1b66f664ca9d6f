/**
 * Cluster objects out of files: Lists, manifests, single objects and recorded watch events, each
 * with its place and its time.
 *
 * <p>Read {@link io.sluice.analyzer.snapshot.ClusterReader} first, and {@link
 * io.sluice.analyzer.snapshot.ClusterObject} for what it hands on. A {@code DocumentReader} finds
 * the objects of one file, a {@code TreeBuilder} builds them, and {@code KeptKinds} says which
 * fields of which kinds are kept.
 */
@NullMarked
package io.sluice.analyzer.snapshot;

import org.jspecify.annotations.NullMarked;
