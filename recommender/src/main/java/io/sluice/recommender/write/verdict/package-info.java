/**
 * Writes verdicts about named ends: results of expectations, one by one as they come, and
 * explanations.
 *
 * <p>Read {@link io.sluice.recommender.write.verdict.ResultWriter} first.
 */
@NullMarked
package io.sluice.recommender.write.verdict;

import org.jspecify.annotations.NullMarked;
