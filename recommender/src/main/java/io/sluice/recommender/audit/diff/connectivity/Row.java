package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.recommender.audit.diff.connectivity.kinds.Grid;

/**
 * A change on its way to a line: the same delta between all of two extents.
 *
 * @param from who opens the connections
 * @param to who listens
 * @param delta what differs, a number of the grid
 * @param sample two ends that were asked about
 */
record Row(Extent from, Extent to, int delta, Grid.Sample sample) {
  /** The end at a side. */
  Extent end(boolean server) {
    return server ? to : from;
  }

  /** The same with another end at a side. */
  Row with(boolean server, Extent extent) {
    return server ? new Row(from, extent, delta, sample) : new Row(extent, to, delta, sample);
  }
}
