/**
 * What an edge counts for, and what keeps a direction open. Read {@link
 * io.sluice.recommender.recommend.evidence.EvidenceJudge} first.
 */
@NullMarked
package io.sluice.recommender.recommend.evidence;

import org.jspecify.annotations.NullMarked;
