package io.sluice.analyzer.edge;

import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Reporter;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The records between two parties of which nobody can say which end is the client. The lower party
 * in the order of parties stands as client in the rows, the upper one as server.
 */
final class UndirectedRow {
  private final Row total = new Row();
  private final SidePorts lower = new SidePorts();
  private final SidePorts upper = new SidePorts();

  /** The handle for records whose source is the lower party, the upper one, or both. */
  UndirectedEdgeRow handle(int sourceToDestination) {
    return (flow, reporter, sourcePod, destinationPod, address) -> {
      int order =
          sourceToDestination != 0
              ? sourceToDestination
              : Integer.compare(flow.sourcePort, flow.destinationPort);
      if (order <= 0) {
        int from = flow.sourcePort;
        int to = flow.destinationPort;
        add(flow, reporter, sourcePod, destinationPod, from, to, address);
      } else {
        int from = flow.destinationPort;
        int to = flow.sourcePort;
        add(flow, reporter, destinationPod, sourcePod, from, to, address);
      }
      if (order == 0) {
        total.mixPods(sourcePod, destinationPod);
      }
    };
  }

  private void add(
      Flow flow,
      Reporter reporter,
      int lowerPod,
      int upperPod,
      int lowerPort,
      int upperPort,
      @Nullable IpAddress address) {
    total.add(flow, reporter, lowerPod, upperPod, address);
    Row atLower = lower.row(lowerPort, upperPort);
    if (atLower != null) {
      atLower.add(flow, reporter, lowerPod, upperPod, address);
    }
    Row atUpper = upper.row(upperPort, lowerPort);
    if (atUpper != null) {
      atUpper.add(flow, reporter, lowerPod, upperPod, address);
    }
  }

  void merge(UndirectedRow other) {
    total.merge(other.total);
    lower.merge(other.lower);
    upper.merge(other.upper);
  }

  SidePorts lower() {
    return lower;
  }

  SidePorts upper() {
    return upper;
  }

  Edge read(EdgeKey key) {
    return total.read(key, RoaringBitmap.or(lower.ports(), upper.ports()));
  }
}
