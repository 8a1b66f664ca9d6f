/**
 * Pull requests with policies: what would be in each, and how a branch and a host's pull request
 * are brought to hold just that.
 *
 * <p>Read {@link io.sluice.recommender.pr.PullRequestPlan} first. {@code pr.plan} makes the plans,
 * with files from {@code pr.files} and words from {@code pr.body}. {@code pr.publish} brings
 * branches and pull requests to hold them; its {@code Decider} is the table of what may happen to a
 * branch. Outside are {@code pr.git} and, behind {@code pr.host}, the three hosts; {@code
 * pr.remote} tells from a URL which it is and finds its token, and {@code pr.rest} asks it.
 */
@NullMarked
package io.sluice.recommender.pr;

import org.jspecify.annotations.NullMarked;
