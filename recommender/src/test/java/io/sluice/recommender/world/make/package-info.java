/**
 * Makes a {@link io.sluice.recommender.world.World} out of a seed. Read {@code WorldMaker} first.
 */
@NullMarked
package io.sluice.recommender.world.make;

import org.jspecify.annotations.NullMarked;
