/**
 * The answers of the commands about logs, as documents for people and for machines.
 *
 * <p>Read {@link io.sluice.recommender.write.report.RecommendationReport} first.
 */
@NullMarked
package io.sluice.recommender.write.report;

import org.jspecify.annotations.NullMarked;
