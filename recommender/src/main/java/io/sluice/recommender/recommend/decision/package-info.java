/**
 * Decisions as code: what people accept, forbid and expect, with owner, reason, ticket and last
 * day.
 *
 * <p>Read {@link io.sluice.recommender.recommend.decision.Decisions} first.
 */
@NullMarked
package io.sluice.recommender.recommend.decision;

import org.jspecify.annotations.NullMarked;
