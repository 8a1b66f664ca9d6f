/**
 * From plans to branches and pull requests, and what is there already.
 *
 * <p>Read {@link io.sluice.recommender.pr.publish.Publisher} first; its {@code Decider} is the
 * table of what may happen to a branch.
 */
@NullMarked
package io.sluice.recommender.pr.publish;

import org.jspecify.annotations.NullMarked;
