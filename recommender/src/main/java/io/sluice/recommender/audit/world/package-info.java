/**
 * A cluster that can be asked about a connection between two named ends.
 *
 * <p>Read {@link io.sluice.recommender.audit.world.World} first: {@code EndNames} finds who a text
 * stands for, and {@code Pairs} which of its pods have to be asked about.
 */
@NullMarked
package io.sluice.recommender.audit.world;

import org.jspecify.annotations.NullMarked;
