package io.sluice.analyzer.edge;

import java.util.List;

/**
 * The rows of an {@link EdgeTable} as read.
 *
 * @param directed edges whose client is known, sorted
 * @param ambiguous records whose orientation stays open, sorted by key; source and destination
 *     stand as client and server in sorted order, the port is -1, and {@link Edge#ports} are the
 *     ports of both sides
 */
public record Edges(List<Edge> directed, List<Edge> ambiguous) {}
