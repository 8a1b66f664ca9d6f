package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.source.TableReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One row of a table, one log of it, or the names of an address ({@link NamesRecord}), as a record
 * of a topic: an {@link EdgeFile} in pieces. A row brings its parties and pods with it, so any
 * record is read without any other, and records of one key are joined by {@link #joined} in any
 * order.
 *
 * <p>{@code docs/edges.md} has the form. Bytes are in plain: topics pack many records at once.
 */
public final class EdgeRecord {
  /** What a value begins with; then the version, two bytes, and a byte for what it is. */
  private static final byte[] MAGIC = TableReader.recordMagic();

  private static final int HEAD_BYTES = MAGIC.length + 3;
  private static final Inventory NONE = Inventory.empty();
  private static final int ROW = 0;
  private static final int LOG = 1;
  static final int NAMES = 2;

  /** What a key begins with: three kinds of rows come before these. */
  private static final int KEY_OF_LOG = 3;

  static final int KEY_OF_NAMES = 4;

  /** Takes records. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the key and the value of one. */
    void accept(byte[] key, byte[] value);
  }

  interface Fields {
    void write(FieldWriter to) throws IOException;
  }

  private EdgeRecord() {}

  /** Whether a value begins as a record does. */
  public static boolean is(byte[] value) {
    return value.length >= HEAD_BYTES && TableReader.isRecord(value);
  }

  /** Whether it is a log's: a later one takes its place, and is not joined with it. */
  public static boolean isLog(byte[] value) {
    return is(value, LOG);
  }

  static boolean is(byte[] value, int kind) {
    return is(value) && value[HEAD_BYTES - 1] == kind;
  }

  /** A record for each row of a table, in the order of their keys. */
  public static void ofRows(StoredTable stored, Sink sink) {
    stored
        .table()
        .visit(
            new TableVisitor() {
              @Override
              public void forwarded(EdgeKey key, RowContent row) {
                EdgeTable one = new EdgeTable();
                one.adder().forwarded(key, row);
                sink.accept(key(0, key), row(one, stored));
              }

              @Override
              public void stopped(EdgeKey key, Stopped rows) {
                EdgeTable one = new EdgeTable();
                one.adder().stopped(key, rows);
                sink.accept(key(1, key), row(one, stored));
              }

              @Override
              public void undirected(EdgeKey key, Undirected row) {
                EdgeTable one = new EdgeTable();
                one.adder().undirected(key, row);
                sink.accept(key(2, key), row(one, stored));
              }
            });
  }

  private static byte[] key(int kind, EdgeKey key) {
    return bytes(
        to -> {
          to.number(kind);
          to.text(key.cluster());
          PartyForm.write(to, key.client());
          PartyForm.write(to, key.server());
          to.signed(key.protocol());
          to.signed(key.port());
          to.flag(key.denied());
        });
  }

  private static byte[] row(EdgeTable one, StoredTable of) {
    return row(new StoredTable(one, of.pods(), List.of(), List.of(), 0, new HostNames()));
  }

  private static byte[] row(StoredTable one) {
    return value(ROW, to -> EdgeFile.writeRows(one, to));
  }

  /** The key of a log's record. */
  public static byte[] keyOfLog(String log) {
    return bytes(
        to -> {
          to.number(KEY_OF_LOG);
          to.text(log);
        });
  }

  /** The value of a log's record. */
  public static byte[] of(LogCounts log) {
    return value(
        LOG,
        to -> {
          LogForm.write(to, List.of(log.summary()));
          to.number(log.disagreements());
          to.number(log.inventoryLag());
          to.number(log.late());
        });
  }

  static byte[] value(int kind, Fields fields) {
    return bytes(
        to -> {
          to.raw(MAGIC);
          to.raw(new byte[] {EdgeFile.VERSION, EdgeFile.VERSION >>> 8, (byte) kind});
          fields.write(to);
        });
  }

  static byte[] bytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      fields.write(new FieldWriter(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A log's record.
   *
   * @throws EdgeFileException where it is damaged or of a newer version
   */
  public static LogCounts readLog(byte[] value) throws IOException {
    FieldReader from = content(value);
    return new LogCounts(
        LogForm.read(from).get(0), from.number(), from.number(), from.lastNumber());
  }

  /**
   * A row's record: a table of one row and its pods.
   *
   * @throws EdgeFileException where it is damaged or of a newer version
   */
  public static StoredTable readRow(byte[] value) throws IOException {
    return EdgeFile.readRows(content(value), version(value));
  }

  /** What stands behind a value's head. */
  static FieldReader content(byte[] value) throws EdgeFileException {
    if (!is(value)) {
      throw EdgeFileException.damaged("a record does not begin as one");
    }
    if (version(value) > EdgeFile.VERSION) {
      throw EdgeFile.newer(version(value));
    }
    return new FieldReader(new ByteArrayInputStream(value, HEAD_BYTES, value.length - HEAD_BYTES));
  }

  private static int version(byte[] value) {
    return (value[MAGIC.length] & 0xFF) | ((value[MAGIC.length + 1] & 0xFF) << 8);
  }

  /**
   * Two rows of one key as one, or the names of one address.
   *
   * @throws EdgeFileException where one is damaged or of a newer version
   */
  public static byte[] joined(byte[] one, byte[] other) throws IOException {
    if (NamesRecord.is(one)) {
      return NamesRecord.joined(one, other);
    }
    JoinedRows rows = new JoinedRows();
    rows.add(one);
    rows.add(other);
    return row(rows.table(List.of(), new HostNames()));
  }

  /**
   * The table of records, the last one of each key.
   *
   * @throws EdgeFileException where one is damaged or of a newer version
   */
  public static StoredTable table(Collection<byte[]> records) throws IOException {
    JoinedRows rows = new JoinedRows();
    HostNames names = new HostNames();
    for (byte[] value : records) {
      if (NamesRecord.is(value)) {
        names.addAll(NamesRecord.read(value));
      } else if (!isLog(value)) {
        rows.add(value);
      }
    }
    return rows.table(logs(records), names);
  }

  /** The logs among records. */
  public static List<LogCounts> logs(Collection<byte[]> records) throws IOException {
    List<LogCounts> logs = new ArrayList<>();
    for (byte[] value : records) {
      if (isLog(value)) {
        logs.add(readLog(value));
      }
    }
    return logs;
  }

  /** Rows of records, joined as {@link EdgeTable} joins them. */
  private static final class JoinedRows {
    private final PodDirectory pods = new PodDirectory(NONE);
    private final Placement placement = new Placement(NONE, pods);
    private final EdgeTable table = new EdgeTable();

    /** Adds a row's record. */
    void add(byte[] row) throws IOException {
      placement.add(readRow(row), table);
    }

    /** All of them with these logs and names; nothing is added afterwards. */
    StoredTable table(List<LogCounts> logs, HostNames names) {
      return new StoredTable(
          table,
          pods.all(),
          logs.stream().map(LogCounts::summary).toList(),
          List.of(),
          logs.stream().mapToLong(LogCounts::disagreements).sum(),
          names);
    }
  }
}
