/**
 * What the words of policies stand for in a cluster: selectors among labels, names among ports.
 *
 * <p>Read {@link io.sluice.analyzer.policy.evaluate.match.Surroundings} first, which is all that is
 * asked about the cluster, then {@code LabelClass}, which keeps the answers of selectors.
 */
@NullMarked
package io.sluice.analyzer.policy.evaluate.match;

import org.jspecify.annotations.NullMarked;
