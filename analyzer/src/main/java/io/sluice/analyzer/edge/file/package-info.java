/**
 * The file form of the edge table, so that a year of daily files takes the place of a year of logs.
 *
 * <p>Read {@link io.sluice.analyzer.edge.file.EdgeFile} first; {@code docs/edges.md} has the format
 * byte by byte.
 */
@NullMarked
package io.sluice.analyzer.edge.file;

import org.jspecify.annotations.NullMarked;
