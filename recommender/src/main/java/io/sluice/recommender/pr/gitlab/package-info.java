/**
 * GitLab as a host of pull requests, which it calls merge requests: gitlab.com and self-managed.
 *
 * <p>Read {@link io.sluice.recommender.pr.gitlab.GitlabHost} first.
 *
 * @see <a href="https://docs.gitlab.com/api/merge_requests/">Merge requests API</a>
 * @see <a href="https://docs.gitlab.com/api/notes/">Notes API</a>
 */
@NullMarked
package io.sluice.recommender.pr.gitlab;

import org.jspecify.annotations.NullMarked;
