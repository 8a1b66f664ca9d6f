/**
 * From evidence to policies, one per workload. Read {@link
 * io.sluice.recommender.recommend.propose.Proposer} first.
 */
@NullMarked
package io.sluice.recommender.recommend.propose;

import org.jspecify.annotations.NullMarked;
