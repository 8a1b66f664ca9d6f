/**
 * Where answers go, and in which form.
 *
 * <p>Read {@link io.sluice.recommender.cli.output.Answers} first.
 */
@NullMarked
package io.sluice.recommender.cli.output;

import org.jspecify.annotations.NullMarked;
