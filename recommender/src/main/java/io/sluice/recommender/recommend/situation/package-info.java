/**
 * What a run stands on: the cluster, its system namespaces, what the user decided and what the
 * engine cannot carry out. Read {@link io.sluice.recommender.recommend.situation.Situation} first.
 */
@NullMarked
package io.sluice.recommender.recommend.situation;

import org.jspecify.annotations.NullMarked;
