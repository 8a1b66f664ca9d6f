/**
 * How sure a recommendation is, in counted facts: of an edge how often, when, by whom and between
 * which pods it was seen and why a person should look at it first; of a workload whether new edges
 * still turn up. Nothing here is a score, and nothing depends on the order of the input.
 *
 * <p>Read {@link io.sluice.recommender.recommend.confidence.Rater} first, then {@link
 * io.sluice.recommender.recommend.confidence.Maturity}.
 */
@NullMarked
package io.sluice.recommender.recommend.confidence;

import org.jspecify.annotations.NullMarked;
