/**
 * Pull requests with policies: what would be in each, and how a branch and a host's pull request
 * are brought to hold just that.
 *
 * <p>Read {@link io.sluice.recommender.pr.PullRequestPlan} first, then {@code Publisher}, whose one
 * method is the table of what may happen to a branch. {@code pr.plan} makes the plans, with files
 * from {@code pr.files} and words from {@code pr.body}; {@code pr.git} and {@code pr.host} are the
 * world outside.
 */
@NullMarked
package io.sluice.recommender.pr;

import org.jspecify.annotations.NullMarked;
