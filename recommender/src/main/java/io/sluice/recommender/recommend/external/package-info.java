/**
 * Which blocks stand for many addresses outside the cluster, and what no block may hold. Read
 * {@link io.sluice.recommender.recommend.external.CoverSearch} first.
 */
@NullMarked
package io.sluice.recommender.recommend.external;

import org.jspecify.annotations.NullMarked;
