/**
 * Clusters that never were, made by chance from a seed: who runs where and when, who talks to whom,
 * and what of it happened before and after the day that policies are proposed. The truth is kept
 * apart from every log that is written of it.
 *
 * <p>Read {@link io.sluice.recommender.world.World} first. {@code make} makes worlds, {@code emit}
 * writes their files, {@code score} compares what was proposed with the truth, {@code run} does all
 * of it.
 */
@NullMarked
package io.sluice.recommender.world;

import org.jspecify.annotations.NullMarked;
