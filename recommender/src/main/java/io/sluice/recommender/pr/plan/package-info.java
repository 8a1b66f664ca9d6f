/**
 * From recommendations to planned pull requests: which stage a namespace is at, which rules stay,
 * what goes together, and what it would do.
 *
 * <p>Read {@link io.sluice.recommender.pr.plan.Planner} first.
 */
@NullMarked
package io.sluice.recommender.pr.plan;

import org.jspecify.annotations.NullMarked;
