/**
 * Makes worlds, writes them, runs the real command on them and scores its answer. Read {@code
 * WorldRun} first.
 */
@NullMarked
package io.sluice.recommender.world.run;

import org.jspecify.annotations.NullMarked;
