/**
 * The commands, one class each: what they ask for, and the few lines that answer it.
 *
 * <p>Read {@link io.sluice.recommender.cli.command.RecommendCommand} first.
 */
@NullMarked
package io.sluice.recommender.cli.command;

import org.jspecify.annotations.NullMarked;
