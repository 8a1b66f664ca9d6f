/**
 * From edges to policies: what counts as evidence, which selectors are proven, which rules follow,
 * and a replay of every edge before anything is written.
 *
 * <p>Read {@link io.sluice.recommender.recommend.Recommender} first.
 */
@NullMarked
package io.sluice.recommender.recommend;

import org.jspecify.annotations.NullMarked;
