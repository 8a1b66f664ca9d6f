/**
 * Which connections two readings of a cluster's policies treat differently.
 *
 * <p>Read {@link io.sluice.recommender.audit.diff.connectivity.ConnectivityDiff} first: {@code
 * kinds.Grid} has what both evaluators say of pods, addresses and nodes that no policy can tell
 * apart, and {@code Collapse} puts equal answers into one line.
 */
@NullMarked
package io.sluice.recommender.audit.diff.connectivity;

import org.jspecify.annotations.NullMarked;
