/**
 * What the service answers: from the edges and the objects of the clusters, as of one version of
 * both, to recommendations, findings and coverage, by the classes that the commands use.
 *
 * <p>Read {@link io.sluice.recommender.serve.answer.Answer} first, then {@link
 * io.sluice.recommender.serve.answer.LatestAnswer} for when it is made again, and {@link
 * io.sluice.recommender.serve.answer.RecommendationsOutput} for what of it goes into topics.
 */
@NullMarked
package io.sluice.recommender.serve.answer;

import org.jspecify.annotations.NullMarked;
