/**
 * The trade between few rules and little extra permission ({@code --tightness}): how the exact
 * proposals are loosened, what no loosening may open, and what each setting comes to in figures.
 * Read {@link io.sluice.recommender.recommend.tightness.TradeOff} first.
 */
@NullMarked
package io.sluice.recommender.recommend.tightness;

import org.jspecify.annotations.NullMarked;
