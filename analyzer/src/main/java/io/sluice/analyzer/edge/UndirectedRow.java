package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
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

  static UndirectedRow of(TableVisitor.Undirected content) {
    UndirectedRow row = new UndirectedRow();
    row.total.merge(content.total().row());
    row.lower.merge(SidePorts.of(content.lower()));
    row.upper.merge(SidePorts.of(content.upper()));
    return row;
  }

  TableVisitor.Undirected content() {
    return new TableVisitor.Undirected(RowContent.of(total), lower.content(), upper.content());
  }

  /**
   * The handle for records that pass one way.
   *
   * @param order how the source compares to the destination; 0 where both are the same party
   */
  UndirectedEdgeRow handle(int order) {
    return new Handle(order);
  }

  private void addRecord(
      Flow flow,
      int lowerPod,
      int upperPod,
      int lowerPort,
      int upperPort,
      @Nullable IpAddress address) {
    total.add(flow, ServerAddress.OWN, lowerPod, upperPod, address);
    Row atLower = lower.row(lowerPort, upperPort);
    if (atLower != null) {
      atLower.add(flow, ServerAddress.OWN, lowerPod, upperPod, address);
    }
    Row atUpper = upper.row(upperPort, lowerPort);
    if (atUpper != null) {
      atUpper.add(flow, ServerAddress.OWN, lowerPod, upperPod, address);
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

  Row total() {
    return total;
  }

  RoaringBitmap ports() {
    return RoaringBitmap.or(lower.ports(), upper.ports());
  }

  private void alsoAt(int lowerPort, int upperPort, int lowerPod, int upperPod) {
    total.also(lowerPod, upperPod);
    Row atLower = lower.known(lowerPort);
    if (atLower != null) {
      atLower.also(lowerPod, upperPod);
    }
    Row atUpper = upper.known(upperPort);
    if (atUpper != null) {
      atUpper.also(lowerPod, upperPod);
    }
  }

  /**
   * Puts a record's ends in order. Two ends of one party go by their ports, which makes the order
   * independent of the record's way and says nothing of who listens; with equal ports nothing tells
   * them apart, and each pod stands on both sides.
   */
  private final class Handle implements UndirectedEdgeRow {
    private final int order;

    Handle(int order) {
      this.order = order;
    }

    @Override
    public void add(Flow flow, int sourcePod, int destinationPod, @Nullable IpAddress address) {
      int source = flow.sourcePort;
      int destination = flow.destinationPort;
      if (order(flow) <= 0) {
        addRecord(flow, sourcePod, destinationPod, source, destination, address);
      } else {
        addRecord(flow, destinationPod, sourcePod, destination, source, address);
      }
      if (order(flow) == 0) {
        total.also(destinationPod, sourcePod);
      }
    }

    @Override
    public void also(Flow flow, int sourcePod, int destinationPod) {
      int source = flow.sourcePort;
      int destination = flow.destinationPort;
      if (order(flow) <= 0) {
        alsoAt(source, destination, sourcePod, destinationPod);
      } else {
        alsoAt(destination, source, destinationPod, sourcePod);
      }
      if (order(flow) == 0) {
        total.also(destinationPod, sourcePod);
      }
    }

    private int order(Flow flow) {
      return order != 0 ? order : Integer.compare(flow.sourcePort, flow.destinationPort);
    }
  }
}
