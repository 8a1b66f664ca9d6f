/**
 * The ends of a cluster in kinds that no policy of two readings tells apart, and what both readings
 * say between each two kinds.
 *
 * <p>Read {@link io.sluice.recommender.audit.diff.connectivity.kinds.Grid} first: it asks once for
 * all that are alike, on one port of every range that rules cut.
 */
@NullMarked
package io.sluice.recommender.audit.diff.connectivity.kinds;

import org.jspecify.annotations.NullMarked;
