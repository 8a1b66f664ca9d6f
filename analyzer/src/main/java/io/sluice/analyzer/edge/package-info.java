/**
 * Edges: the mergeable table that flows fold into, and its rows as they are read.
 *
 * <p>Read {@link io.sluice.analyzer.edge.EdgeTable} first.
 */
@NullMarked
package io.sluice.analyzer.edge;

import org.jspecify.annotations.NullMarked;
