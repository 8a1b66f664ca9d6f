package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Reporter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stopped records of one client, server and protocol: a row per port, or one row for all of
 * them once they are more than {@link #MAX_PORTS}, because a port scan must not fill the memory.
 *
 * <p>The form depends only on how many distinct ports there are in all, and the folded row is the
 * sum of the rows it replaces: so any split over tables that are merged gives the same.
 */
final class StoppedRows extends PortRows {
  /** How many distinct ports keep a row of their own. */
  static final int MAX_PORTS = 16;

  private final TreeMap<Integer, Row> rows = new TreeMap<>();
  private @Nullable IntSet ports;
  private @Nullable IntSet reportedByServer;
  private @Nullable Row folded;

  static StoppedRows of(TableVisitor.Stopped content) {
    StoppedRows rows = new StoppedRows();
    content.rows().forEach((port, row) -> rows.take(port, row.row()));
    content
        .folded()
        .ifPresent(
            sum -> {
              rows.rows.clear();
              rows.folded = sum.row();
              rows.ports = IntSet.of(content.ports());
              rows.reportedByServer = IntSet.of(content.reportedByServer());
            });
    return rows;
  }

  TableVisitor.Stopped content() {
    TreeMap<Integer, RowContent> contents = new TreeMap<>();
    rows.forEach((port, row) -> contents.put(port, RowContent.of(row)));
    return new TableVisitor.Stopped(
        contents,
        Optional.ofNullable(folded).map(RowContent::of),
        IntSet.bitmapOf(ports),
        IntSet.bitmapOf(reportedByServer));
  }

  @Override
  EdgeRow at(int port) {
    return new Handle(port, row(port));
  }

  /** The row of one port; after folding, the row of all. */
  private Row row(int port) {
    notePort(port);
    return folded != null ? folded : rows.computeIfAbsent(port, p -> new Row());
  }

  private void notePort(int port) {
    if (port >= 0) {
      ports = IntSet.with(ports, port);
    }
    if (folded == null && IntSet.sizeOf(ports) > MAX_PORTS) {
      fold();
    }
  }

  private void fold() {
    Row sum = new Row();
    for (Map.Entry<Integer, Row> entry : rows.entrySet()) {
      noteServer(entry.getKey(), entry.getValue());
      sum.merge(entry.getValue());
    }
    rows.clear();
    folded = sum;
  }

  private void noteServer(int port, Row row) {
    if (port >= 0 && row.reportedBy(Reporter.SERVER)) {
      reportedByServer = IntSet.with(reportedByServer, port);
    }
  }

  void merge(StoppedRows other) {
    for (Map.Entry<Integer, Row> entry : other.rows.entrySet()) {
      merge(entry.getKey(), entry.getValue());
    }
    Row sum = other.folded;
    if (sum != null) {
      ports = IntSet.union(ports, other.ports);
      reportedByServer = IntSet.union(reportedByServer, other.reportedByServer);
      notePort(EdgeTable.NO_PORT);
      if (folded != null) {
        folded.merge(sum);
      }
    }
  }

  /** Merges what another row has of one port. */
  void merge(int port, Row row) {
    Row own = row(port);
    own.merge(row);
    if (folded != null) {
      noteServer(port, row);
    }
  }

  /** Merges likewise; the other row becomes this one's own. */
  private void take(int port, Row row) {
    notePort(port);
    if (folded == null) {
      Row own = rows.putIfAbsent(port, row);
      if (own != null) {
        own.merge(row);
      }
    } else {
      folded.merge(row);
      noteServer(port, row);
    }
  }

  StoppedRows copy() {
    StoppedRows copy = new StoppedRows();
    copy.merge(this);
    return copy;
  }

  /** Whether the server's side says that records of this port were stopped there. */
  boolean reportedByServer(int port) {
    if (folded != null) {
      return port >= 0 && reportedByServer != null && reportedByServer.contains(port);
    }
    Row row = rows.get(port);
    return row != null && row.reportedBy(Reporter.SERVER);
  }

  /** Hands out the rows in the order of ports; the port of a folded row is -1. */
  void forEach(RowReader reader) {
    if (folded != null) {
      reader.read(EdgeTable.NO_PORT, folded, ports == null ? null : ports.copy());
      return;
    }
    rows.forEach((port, row) -> reader.read(port, row, null));
  }

  @Override
  int size() {
    return folded == null ? rows.size() : 1;
  }

  @Override
  int bytes() {
    return ROW_BYTES * size();
  }

  /** Takes a row as it is read out. */
  interface RowReader {
    void read(int port, Row row, @Nullable IntSet ports);
  }

  private final class Handle implements EdgeRow {
    private final int port;
    private Row row;

    Handle(int port, Row row) {
      this.port = port;
      this.row = row;
    }

    @Override
    public void add(
        Flow flow,
        ServerAddress server,
        int clientPod,
        int serverPod,
        @Nullable IpAddress address) {
      current().add(flow, server, clientPod, serverPod, address);
      if (folded != null && server.reporterOf(flow) == Reporter.SERVER && port >= 0) {
        reportedByServer = IntSet.with(reportedByServer, port);
      }
    }

    @Override
    public void alsoOpenedBy(int clientPod) {
      current().alsoOpenedBy(clientPod);
    }

    @Override
    public void alsoServedBy(int serverPod) {
      current().alsoServedBy(serverPod);
    }

    @Override
    public boolean isOwn() {
      return folded == null;
    }

    private Row current() {
      if (folded != null) {
        row = folded;
      }
      return row;
    }
  }
}
