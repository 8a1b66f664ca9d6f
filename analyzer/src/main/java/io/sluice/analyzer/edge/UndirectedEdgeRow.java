package io.sluice.analyzer.edge;

import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A handle to one undirected row of an {@link EdgeTable}, for one way that records pass it. Stays
 * valid for the table's life. One thread's.
 */
public interface UndirectedEdgeRow {
  /**
   * Adds one record, with the ports that stand in it.
   *
   * @param sourcePod pod id, or {@link EdgeTable#NO_POD}
   * @param destinationPod pod id, or {@link EdgeTable#NO_POD}
   * @param address address of the end that is external or unknown, if there is one
   */
  void add(Flow flow, int sourcePod, int destinationPod, @Nullable IpAddress address);

  /**
   * Notes further pods that the record may have come from and gone to, where the log names none.
   *
   * @param flow the record added last
   * @param sourcePod pod id, or {@link EdgeTable#NO_POD}
   * @param destinationPod pod id, or {@link EdgeTable#NO_POD}
   */
  void also(Flow flow, int sourcePod, int destinationPod);
}
