package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.TableVisitor;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.source.LogReader.UnreadFile;
import io.sluice.ingest.source.TableReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The versioned file form of a {@link StoredTable}: {@code docs/edges.md} has it byte by byte.
 *
 * <p>The same table gives the same bytes: parties, pods, logs, names and rows stand in their own
 * order, and nothing tells of the run that wrote them. A file is read as a whole or not at all.
 */
public final class EdgeFile {
  /** The version that is written; every version up to it is read. */
  public static final int VERSION = 5;

  /** The first one with names of hosts. */
  private static final int NAMES = 5;

  private EdgeFile() {}

  /** The bytes of a table. */
  public static byte[] write(StoredTable stored) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(TableReader.magic());
      bytes.write(VERSION);
      bytes.write(VERSION >>> 8);
      BlockWriter blocks = new BlockWriter(bytes);
      write(stored, new FieldWriter(blocks));
      blocks.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(StoredTable stored, FieldWriter to) throws IOException {
    LogForm.write(to, stored.logs());
    LogForm.writeUnread(to, stored.unread());
    to.number(stored.disagreements());
    NamesForm.write(to, stored.names());
    writeRows(stored, to);
  }

  /** What follows the logs: parties, pods and rows. */
  static void writeRows(StoredTable stored, FieldWriter to) throws IOException {
    Numbers numbers = new Numbers(stored);
    to.list(numbers.parties(), party -> PartyForm.write(to, party));
    to.list(numbers.pods(), pod -> PodForm.write(to, pod, numbers));
    for (int count : numbers.rows()) {
      to.number(count);
    }
    stored.table().visit(new RowWriter(to, numbers));
  }

  /**
   * Reads a table.
   *
   * @param in its bytes from the first on, without compression around them
   * @throws EdgeFileException where it is damaged, cut short or of a newer version
   */
  public static StoredTable read(InputStream in) throws IOException {
    int version = version(in);
    BlockReader blocks = new BlockReader(in);
    FieldReader from = new FieldReader(blocks);
    List<FileSummary> logs = LogForm.read(from);
    List<UnreadFile> unread = LogForm.readUnread(from);
    long disagreements = from.number();
    HostNames names = version < NAMES ? new HostNames() : NamesForm.read(from);
    StoredTable rows = readRows(from, version);
    blocks.demandEnd();
    return new StoredTable(rows.table(), rows.pods(), logs, unread, disagreements, names);
  }

  /** Reads what {@link #writeRows} wrote: a table without logs and names. */
  static StoredTable readRows(FieldReader from, int version) throws IOException {
    List<Party> parties = from.list(() -> PartyForm.read(from));
    List<Pod> pods = pods(from, parties);
    EdgeTable table =
        rows(from, new RowReader(from, version, parties, pods.size(), numbers -> numbers));
    return new StoredTable(table, pods, List.of(), List.of(), 0, new HostNames());
  }

  /**
   * Reads only which logs are inside; what follows them is not looked at.
   *
   * @throws EdgeFileException as {@link #read}
   */
  public static List<FileSummary> readLogs(InputStream in) throws IOException {
    version(in);
    return LogForm.read(new FieldReader(new BlockReader(in)));
  }

  /** Reads the head of a file, up to its first block. */
  private static int version(InputStream in) throws IOException {
    byte[] head = in.readNBytes(TableReader.magic().length + 2);
    byte[] magic = TableReader.magic();
    if (head.length < magic.length + 2
        || !Arrays.equals(head, 0, magic.length, magic, 0, magic.length)) {
      throw EdgeFileException.damaged("it does not begin as one");
    }
    int version = (head[magic.length] & 0xFF) | ((head[magic.length + 1] & 0xFF) << 8);
    if (version > VERSION) {
      throw newer(version);
    }
    if (version < 1) {
      throw EdgeFileException.damaged("it has no version");
    }
    return version;
  }

  private static EdgeFileException newer(int version) {
    return new EdgeFileException(
        "it is an edge table of version "
            + version
            + ", and this version of Sluice reads those up to "
            + VERSION
            + "; use a newer Sluice");
  }

  private static List<Pod> pods(FieldReader from, List<Party> parties) throws IOException {
    List<Pod> pods = new ArrayList<>();
    from.times(
        () -> {
          if (!(parties.get(from.below(parties.size())) instanceof Workload workload)) {
            throw EdgeFileException.damaged("a pod is of no workload");
          }
          pods.add(PodForm.read(from, pods.size(), workload));
        });
    return List.copyOf(pods);
  }

  private static EdgeTable rows(FieldReader from, RowReader rows) throws IOException {
    EdgeTable table = new EdgeTable();
    TableVisitor adder = table.adder();
    int forwarded = from.below(Integer.MAX_VALUE);
    int stopped = from.below(Integer.MAX_VALUE);
    int undirected = from.below(Integer.MAX_VALUE);
    for (int i = 0; i < forwarded; i++) {
      rows.forwarded(adder);
    }
    for (int i = 0; i < stopped; i++) {
      rows.stopped(adder);
    }
    for (int i = 0; i < undirected; i++) {
      rows.undirected(adder);
    }
    return table;
  }
}
