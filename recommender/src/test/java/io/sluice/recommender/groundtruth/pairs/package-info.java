/**
 * Inputs of other recommenders with the policies that they expect of them: {@code recommend} over
 * the same input, and every difference with its reason.
 *
 * <p>Read {@link io.sluice.recommender.groundtruth.pairs.Difference} first, then {@code
 * Comparison}.
 */
@NullMarked
package io.sluice.recommender.groundtruth.pairs;

import org.jspecify.annotations.NullMarked;
