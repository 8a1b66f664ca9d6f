/**
 * From edges and a cluster to an answer, the same way for the command line and for the service:
 * what is known of the cluster, which engine it has, and what {@code recommend} and {@code check}
 * come to.
 *
 * <p>Read {@link io.sluice.recommender.answer.Case} first.
 */
@NullMarked
package io.sluice.recommender.answer;

import org.jspecify.annotations.NullMarked;
