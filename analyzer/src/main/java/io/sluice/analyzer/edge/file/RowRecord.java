package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The value of a row's record, opened: its two parties and its pods are read, its row is not yet.
 * {@code docs/service.md} has the form.
 *
 * <p>HOT PATH: the service joins one for every row of every group of batches.
 */
final class RowRecord {
  static final int FORWARDED = 0;
  static final int STOPPED = 1;
  static final int UNDIRECTED = 2;

  private final List<Party> parties;
  private final List<RecordedPod> pods;
  private final int version;
  private final FieldReader rest;

  private RowRecord(FieldReader from, int version) throws IOException {
    this.parties = List.of(PartyForm.read(from), PartyForm.read(from));
    this.pods = from.list(() -> RecordedPod.read(from));
    this.version = version;
    this.rest = from;
    for (int i = 1; i < pods.size(); i++) {
      if (pods.get(i - 1).compareTo(pods.get(i)) >= 0) {
        throw EdgeFileException.damaged("pods of a row are not in order");
      }
    }
  }

  /**
   * Opens a value.
   *
   * @param from what stands behind its head
   */
  static RowRecord open(FieldReader from, int version) throws IOException {
    return new RowRecord(from, version);
  }

  List<RecordedPod> pods() {
    return pods;
  }

  /** Reads its row, once, with other numbers of pods. */
  void readRow(UnaryOperator<RoaringBitmap> renumbered, TableVisitor to) throws IOException {
    RowReader rows = new RowReader(rest, version, parties, pods.size(), renumbered);
    switch (rest.below(UNDIRECTED + 1L)) {
      case FORWARDED -> rows.forwarded(to);
      case STOPPED -> rows.stopped(to);
      default -> rows.undirected(to);
    }
  }

  /** Two records of one key as one. */
  static byte[] joined(RowRecord one, RowRecord other) throws IOException {
    RecordedPods both = new RecordedPods(one.pods, other.pods);
    EdgeTable table = new EdgeTable();
    one.readRow(both.ofOne(), table.adder());
    other.readRow(both.ofOther(), table.adder());
    List<byte[]> written = new ArrayList<>(1);
    table.visit(new Writing(ids -> both.all(), ids -> ids, (key, value) -> written.add(value)));
    return written.get(0);
  }

  /** Gives the pods that a row names. */
  interface PodsOf {
    List<RecordedPod> of(RoaringBitmap ids);
  }

  /** Writes each row that it is shown as a record. */
  static final class Writing implements TableVisitor {
    private final PodsOf pods;
    private final UnaryOperator<RoaringBitmap> places;
    private final EdgeRecord.Sink sink;

    /**
     * Writes rows.
     *
     * @param pods the pods of a row's ids, in order; asked once before a row is written
     * @param places from ids to places among the pods given last
     */
    Writing(PodsOf pods, UnaryOperator<RoaringBitmap> places, EdgeRecord.Sink sink) {
      this.pods = pods;
      this.places = places;
      this.sink = sink;
    }

    @Override
    public void forwarded(EdgeKey key, RowContent row) {
      RoaringBitmap ids = new RoaringBitmap();
      row.notePods(ids);
      record(FORWARDED, key, ids, to -> to.forwarded(key, row));
    }

    @Override
    public void stopped(EdgeKey key, Stopped rows) {
      RoaringBitmap ids = new RoaringBitmap();
      rows.rows().values().forEach(row -> row.notePods(ids));
      rows.folded().ifPresent(row -> row.notePods(ids));
      record(STOPPED, key, ids, to -> to.stopped(key, rows));
    }

    /** The total has the pods of all its parts. */
    @Override
    public void undirected(EdgeKey key, Undirected row) {
      RoaringBitmap ids = new RoaringBitmap();
      row.total().notePods(ids);
      record(UNDIRECTED, key, ids, to -> to.undirected(key, row));
    }

    private interface Row {
      void showTo(TableVisitor visitor);
    }

    private void record(int kind, EdgeKey key, RoaringBitmap ids, Row row) {
      List<RecordedPod> used = pods.of(ids);
      byte[] value =
          EdgeRecord.value(
              EdgeRecord.ROW,
              to -> {
                PartyForm.write(to, key.client());
                PartyForm.write(to, key.server());
                to.list(used, pod -> pod.write(to));
                to.number(kind);
                row.showTo(new RowWriter(to, new Places(key)));
              });
      sink.accept(EdgeRecord.key(kind, key), value);
    }

    private final class Places implements Numbering {
      private final EdgeKey key;

      Places(EdgeKey key) {
        this.key = key;
      }

      @Override
      public int of(Party party) {
        return party.equals(key.client()) ? 0 : 1;
      }

      @Override
      public RoaringBitmap of(RoaringBitmap ids) {
        return places.apply(ids);
      }
    }
  }
}
