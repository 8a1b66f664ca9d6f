/**
 * Addresses outside the cluster: which blocks stand for many of them, what no block may hold, and
 * which ranges have a name. Read {@link io.sluice.recommender.recommend.external.CoverSearch}
 * first.
 */
@NullMarked
package io.sluice.recommender.recommend.external;

import org.jspecify.annotations.NullMarked;
