/**
 * What a row of the edge table is made of, small while it holds little: most rows of a large input
 * have one pod, one address, one day and a handful of counters that are not zero.
 *
 * <p>Read {@link io.sluice.analyzer.edge.compact.IntSet} first.
 */
@NullMarked
package io.sluice.analyzer.edge.compact;

import org.jspecify.annotations.NullMarked;
