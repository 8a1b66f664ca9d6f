/**
 * The command line itself: words become a command, its options and variables, and an exit code; and
 * the commands about Sluice itself. What a command needs is below, from {@code run} up to {@code
 * command}, each of which may use those before it: {@code run}, {@code settings}, {@code cluster},
 * {@code read}, {@code output}, {@code command}, and {@code snapshot} beside it.
 *
 * <p>Read {@link io.sluice.recommender.cli.Main} first.
 */
@NullMarked
package io.sluice.recommender.cli;

import org.jspecify.annotations.NullMarked;
