package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RandomRecords;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.HostNames.Origin;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** Stored tables of {@link RandomRecords}, with pods of every origin. */
final class Stored {
  private static final int PODS = 20;
  private static final long NOON = 1_700_000_000_000L;

  private Stored() {}

  static StoredTable of(List<RandomRecords.Addition> records) {
    return new StoredTable(
        table(records), pods(), List.of(log("logs/a.jsonl")), List.of(), 0, names());
  }

  /** The same with the pods' numbers the other way round. */
  static StoredTable renumbered(List<RandomRecords.Addition> records) {
    EdgeTable turned = new EdgeTable();
    table(records).visit(new Renumbering(turned.adder()));
    List<Pod> pods = new ArrayList<>();
    for (int id = 0; id < PODS; id++) {
      pods.add(pod(id, PODS - 1 - id));
    }
    return new StoredTable(turned, pods, List.of(log("logs/a.jsonl")), List.of(), 0, names());
  }

  /** Names of either origin, family and number, added in some order. */
  static HostNames names() {
    HostNames names = new HostNames();
    for (int number : List.of(7, 2, 9, 4)) {
      Origin origin = Origin.values()[number % 2];
      names.add(IpAddress.ofV4(0xCB007100 + number), "b" + number + ".example", origin);
      names.add(IpAddress.ofV4(0xCB007100 + number), "a.example", Origin.DNS_ANSWER);
      names.add(IpAddress.ofV6(1L << 60, number), "c.example", origin);
    }
    return names;
  }

  private static EdgeTable table(List<RandomRecords.Addition> records) {
    EdgeTable table = new EdgeTable();
    records.forEach(record -> record.to(table));
    return table;
  }

  static List<Pod> pods() {
    List<Pod> pods = new ArrayList<>();
    for (int id = 0; id < PODS; id++) {
      pods.add(pod(id, id));
    }
    return pods;
  }

  /** One pod of many facts; a log knows few of them. */
  private static Pod pod(int id, int number) {
    Pod.Origin origin = Pod.Origin.values()[number % 3];
    boolean logged = origin == Pod.Origin.LOG;
    return new Pod(
        id,
        new Workload("", "shop", "Deployment", "w" + number % 4),
        "pod-" + number,
        new TreeMap<>(Map.of("app", "w" + number % 4, "größe", "é" + number)),
        List.of(IpAddress.ofV4(0x0AF40000 + number), IpAddress.ofV6(0xfd00000000000000L, number)),
        logged ? "" : "node-" + number % 2,
        !logged && number % 5 == 0,
        logged ? "" : "default",
        logged ? List.of() : List.of(new ContainerPort("http", "TCP", 8000 + number, true, true)),
        logged ? Long.MIN_VALUE : NOON - number,
        logged || number % 2 == 0 ? Long.MAX_VALUE : NOON,
        origin);
  }

  static FileSummary log(String file) {
    return new FileSummary(
        file,
        LogFormat.HUBBLE,
        Account.of(
            12,
            Map.of(Outcome.USED, 7L, Outcome.MALFORMED, 4L, Outcome.LOOPBACK, 1L),
            List.of(new BadRecord(file, 3, 999, "not valid JSON"))),
        NOON,
        NOON + 5000,
        41,
        2,
        new TreeSet<>(Set.of("aggregated", "masked")),
        new TreeSet<>(Set.of("prod")),
        new TreeMap<>(Map.of(472222L, 11L, -1L, 1L)));
  }

  private record Renumbering(TableVisitor target) implements TableVisitor {
    @Override
    public void forwarded(EdgeKey key, RowContent row) {
      target.forwarded(key, turned(row));
    }

    @Override
    public void stopped(EdgeKey key, Stopped rows) {
      target.stopped(key, rows.map(Renumbering::turned));
    }

    @Override
    public void undirected(EdgeKey key, Undirected row) {
      target.undirected(key, row.map(Renumbering::turned));
    }

    private static RowContent turned(RowContent row) {
      return row.withPods(
          ids -> {
            RoaringBitmap turned = new RoaringBitmap();
            ids.forEach((int id) -> turned.add(PODS - 1 - id));
            return turned;
          });
    }
  }
}
