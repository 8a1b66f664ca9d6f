package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.ingest.HostNames.Origin;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** All rows of a table as text, pods by what is known of them and not by their number. */
final class Rows implements TableVisitor {
  private final List<Pod> pods;
  private final List<String> lines = new ArrayList<>();

  private Rows(List<Pod> pods) {
    this.pods = pods;
  }

  static List<String> of(StoredTable stored) {
    Rows rows = new Rows(stored.pods());
    stored.table().visit(rows);
    return rows.lines;
  }

  /** The names of every address. */
  static Map<IpAddress, SortedMap<String, Origin>> names(StoredTable stored) {
    return stored.names().addresses().stream()
        .collect(Collectors.toMap(address -> address, address -> stored.names().known(address)));
  }

  @Override
  public void forwarded(EdgeKey key, RowContent row) {
    lines.add(key + " " + text(row));
  }

  @Override
  public void stopped(EdgeKey key, Stopped content) {
    lines.add(key + " stopped " + content.ports() + content.reportedByServer());
    content.rows().forEach((port, row) -> lines.add(port + " " + text(row)));
    content.folded().ifPresent(row -> lines.add("folded " + text(row)));
  }

  @Override
  public void undirected(EdgeKey key, Undirected row) {
    lines.add(key + " undirected " + text(row.total()));
    for (Side side : List.of(row.lower(), row.upper())) {
      lines.add("side " + side.portless() + side.wide() + side.ports());
      side.rows()
          .forEach(port -> lines.add(port.port() + " " + port.otherPorts() + text(port.row())));
    }
  }

  private String text(RowContent row) {
    RoaringBitmap none = new RoaringBitmap();
    return row.withPods(ids -> none)
        + " from "
        + podsOf(row.clientPods())
        + " to "
        + podsOf(row.serverPods());
  }

  private List<String> podsOf(RoaringBitmap ids) {
    List<String> titles = new ArrayList<>();
    ids.forEach(
        (int id) -> titles.add(pods.get(id).withPlace(0, pods.get(id).workload()).toString()));
    return titles.stream().sorted().toList();
  }
}
