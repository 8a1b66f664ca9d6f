/**
 * Compares proposed policies with the truth of a world. Every number comes with its cases. Read
 * {@code Scorer} first.
 */
@NullMarked
package io.sluice.recommender.world.score;

import org.jspecify.annotations.NullMarked;
