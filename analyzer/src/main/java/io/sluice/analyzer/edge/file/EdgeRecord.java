package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.source.TableReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** The only version that is written and read; it came behind those of tables. */
  private static final int VERSION = 6;

  static final int ROW = 0;
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

  static byte[] key(int kind, EdgeKey key) {
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
          to.raw(new byte[] {(byte) VERSION, (byte) (VERSION >>> 8), (byte) kind});
          fields.write(to);
        });
  }

  static byte[] bytes(Fields fields) {
    ByteSink bytes = new ByteSink(512);
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
   * @throws EdgeFileException where it is damaged or of another version
   */
  public static LogCounts readLog(byte[] value) throws IOException {
    FieldReader from = content(value);
    return new LogCounts(LogForm.read(from).get(0), from.number(), from.number(), from.number());
  }

  /**
   * Shows a row's record, with numbers of pods that only it knows.
   *
   * @throws EdgeFileException where it is damaged or of another version
   */
  public static void showRow(byte[] value, TableVisitor to) throws IOException {
    opened(value).readRow(places -> places, to);
  }

  /** What stands behind a value's head. */
  static FieldReader content(byte[] value) throws EdgeFileException {
    if (!is(value)) {
      throw EdgeFileException.damaged("a record does not begin as one");
    }
    if (version(value) != VERSION) {
      throw foreign(version(value));
    }
    return new FieldReader(new ByteArrayInputStream(value, HEAD_BYTES, value.length - HEAD_BYTES));
  }

  private static EdgeFileException foreign(int version) {
    return new EdgeFileException(
        "it is a record of edges of version "
            + version
            + ", and this version of Sluice reads version "
            + VERSION
            + (version > VERSION
                ? "; use a newer Sluice"
                : "; make the edges anew from the flow batches (docs/operations.md)"));
  }

  private static int version(byte[] value) {
    return (value[MAGIC.length] & 0xFF) | ((value[MAGIC.length + 1] & 0xFF) << 8);
  }

  /**
   * Two rows of one key as one, or the names of one address.
   *
   * @throws EdgeFileException where one is damaged or of another version
   */
  public static byte[] joined(byte[] one, byte[] other) throws IOException {
    if (NamesRecord.is(one)) {
      return NamesRecord.joined(one, other);
    }
    return RowRecord.joined(opened(one), opened(other));
  }

  private static RowRecord opened(byte[] row) throws IOException {
    return RowRecord.open(content(row), version(row));
  }

  /**
   * The table of records, the last one of each key.
   *
   * @throws EdgeFileException where one is damaged or of another version
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
    private final PodDirectory pods = new PodDirectory(Inventory.empty());
    private final Map<RecordedPod, Integer> ids = new HashMap<>();
    private final EdgeTable table = new EdgeTable();

    /** Adds a row's record. */
    void add(byte[] row) throws IOException {
      RowRecord opened = opened(row);
      int[] numbers = new int[opened.pods().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = id(opened.pods().get(i));
      }
      opened.readRow(RecordedPods.renumbering(numbers), table.adder());
    }

    private int id(RecordedPod pod) throws IOException {
      Integer known = ids.get(pod);
      if (known == null) {
        Pod read = pod.pod();
        known = pods.stored(read, read.workload()).id();
        ids.put(pod, known);
      }
      return known;
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
