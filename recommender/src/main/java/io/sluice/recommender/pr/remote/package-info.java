/**
 * From the URL of a git repository to its host of pull requests, and to the token for it.
 *
 * <p>Read {@link io.sluice.recommender.pr.remote.Hosts} first.
 */
@NullMarked
package io.sluice.recommender.pr.remote;

import org.jspecify.annotations.NullMarked;
