/**
 * From edges to policies: what counts as evidence, which selectors are proven, which rules follow,
 * and a replay of every edge before anything is written.
 *
 * <p>Read {@link io.sluice.recommender.recommend.Recommender} first: its one method is the table of
 * contents. A {@code Situation} holds the workloads by selector; the {@code EvidenceJudge} gives
 * every edge its {@link io.sluice.recommender.recommend.Standing}, asking the {@code PeerFinder}
 * how a rule would name the other end; the {@code Proposer} decides per workload, with holds from
 * the {@code HoldFinder} and rules from the {@code RuleBuilder}; the {@code TradeOff} loosens what
 * it decided, as far as the user wants; {@code Replay} asks the evaluator about every edge that was
 * used, and says in its essay why a denial there is a bug.
 */
@NullMarked
package io.sluice.recommender.recommend;

import org.jspecify.annotations.NullMarked;
