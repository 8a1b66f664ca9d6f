/**
 * What is asked of a proposal before anything is written: whether it admits its own evidence. Read
 * {@link io.sluice.recommender.recommend.replay.Replay} first.
 */
@NullMarked
package io.sluice.recommender.recommend.replay;

import org.jspecify.annotations.NullMarked;
