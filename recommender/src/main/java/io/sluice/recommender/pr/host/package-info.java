/**
 * Where a pull request lives: what Sluice asks of GitHub, GitLab, Azure DevOps and the like, in
 * words that none of them owns.
 *
 * <p>Read {@link io.sluice.recommender.pr.host.PullRequestHost} first. Plain git has no host:
 * branches are pushed, and nobody is asked.
 */
@NullMarked
package io.sluice.recommender.pr.host;

import org.jspecify.annotations.NullMarked;
