/**
 * What all commands share of a run: its streams and its environment, what it says while it goes on,
 * and how it ends.
 *
 * <p>Read {@link io.sluice.recommender.cli.run.Session} first.
 */
@NullMarked
package io.sluice.recommender.cli.run;

import org.jspecify.annotations.NullMarked;
