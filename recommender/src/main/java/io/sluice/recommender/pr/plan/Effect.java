package io.sluice.recommender.pr.plan;

import io.sluice.recommender.pr.FileChange;
import java.util.SortedMap;

/**
 * What merging a draft would do, and what it leaves.
 *
 * @param risk to recorded flows
 * @param isolation to pods
 * @param declined files that were edited and stay, by path
 */
record Effect(Risk risk, Isolation isolation, SortedMap<String, FileChange> declined) {}
