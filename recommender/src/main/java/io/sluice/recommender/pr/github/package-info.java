/**
 * GitHub, GitHub Enterprise Server and GitHub Enterprise Cloud as hosts of pull requests.
 *
 * <p>Read {@link io.sluice.recommender.pr.github.GithubHost} first. REST does nearly all; drafts
 * and commits that GitHub signs go through GraphQL, which alone can do them.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls">Pull requests, REST</a>
 * @see <a href="https://docs.github.com/en/graphql/reference/mutations">Mutations, GraphQL</a>
 */
@NullMarked
package io.sluice.recommender.pr.github;

import org.jspecify.annotations.NullMarked;
