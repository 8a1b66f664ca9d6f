/**
 * Policies held against what came after the records that they were learnt from.
 *
 * <p>Read {@link io.sluice.recommender.audit.backtest.Backtester} first.
 */
@NullMarked
package io.sluice.recommender.audit.backtest;

import org.jspecify.annotations.NullMarked;
