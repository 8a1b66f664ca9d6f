/**
 * Runs that can be made again: what a run of {@code recommend} was made of is recorded in a
 * manifest, and a manifest is replayed.
 *
 * <p>Read {@link io.sluice.recommender.cli.repeat.Grounds} first: the way that both take, and pull
 * requests.
 */
@NullMarked
package io.sluice.recommender.cli.repeat;

import org.jspecify.annotations.NullMarked;
