/**
 * The answer of {@code diff} for people and for machines.
 *
 * <p>Read {@link io.sluice.recommender.write.diff.DiffReport} first.
 */
@NullMarked
package io.sluice.recommender.write.diff;

import org.jspecify.annotations.NullMarked;
