/**
 * What two readings of a cluster's policies make of the same cluster and the same recorded flows:
 * other policies, another engine, or both.
 *
 * <p>Read {@link io.sluice.recommender.audit.diff.Difference} first.
 */
@NullMarked
package io.sluice.recommender.audit.diff;

import org.jspecify.annotations.NullMarked;
