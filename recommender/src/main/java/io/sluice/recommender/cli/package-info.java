/**
 * The command line: one class per command, and what they share.
 *
 * <p>Read {@link io.sluice.recommender.cli.Main} first.
 */
@NullMarked
package io.sluice.recommender.cli;

import org.jspecify.annotations.NullMarked;
