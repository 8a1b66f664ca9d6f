package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.PortCells;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The forwarded records of one client, server and protocol, by port. What a scan tried must not
 * fill the memory, and must not be lost either, because an answer may still come: in this table, in
 * another thread's, or in the file of another day.
 *
 * <p><b>Why nothing is folded here.</b> "Ports without an answer are one row" cannot be decided
 * while records come in: an answer takes a port out again, so the number of unanswered ports may
 * fall, and a sum cannot give back what it swallowed. (Stopped records never get an answer, so the
 * number of their ports only grows, and {@link StoppedRows} may fold at once.) A fold that is a
 * function of all records, whatever their order, has to tell each port apart up to the end. So the
 * table keeps every port without loss, merging stays a sum per port, and {@link Unanswered} folds
 * when the rows are read: a pure function of the sums.
 *
 * <p><b>Small instead.</b> The first {@link #OWN_ROWS} ports have a {@link Row} each. Further ones
 * are packed: first and last time, and a {@link RowCode}, which ports that were tried alike share.
 * A packed port gets a row of its own once it is answered, or once its code grows beyond {@link
 * #LONGEST_CODE} bytes. Which ports are packed depends on the order of records. Nobody can see it:
 * packing loses nothing, and readers are handed rows in the order of ports.
 *
 * <p>One thread's.
 */
final class ForwardedRows extends PortRows {
  /** How many ports have a row of their own whatever is known of them. */
  static final int OWN_ROWS = 16;

  /** Unpacking and packing a longer one for each record would take long. */
  static final int LONGEST_CODE = 512;

  private static final int LAST_PORT = 0xFFFF;

  /** Ports with a row of their own, sorted, with room for more. */
  private int[] ports = new int[1];

  private @Nullable Row[] rows = new Row[1];
  private int owned;
  private @Nullable PortCells packed;

  @Override
  EdgeRow at(int port) {
    int at = find(port);
    if (at >= 0) {
      return row(at);
    }
    boolean keepsOwn = owned < OWN_ROWS || !isPackable(port);
    return keepsOwn && !isPacked(port) ? own(port, new Row()) : new PackedRow(port);
  }

  private int find(int port) {
    return Arrays.binarySearch(ports, 0, owned, port);
  }

  private Row row(int at) {
    Row row = rows[at];
    if (row == null) {
      throw new IllegalStateException("no row at " + at + " of " + owned);
    }
    return row;
  }

  private boolean isPacked(int port) {
    return packed != null && isPackable(port) && packed.contains(port);
  }

  private static boolean isPackable(int port) {
    return port >= 0 && port <= LAST_PORT;
  }

  /** Keeps a row as the own one of a port that has none. */
  private Row own(int port, Row row) {
    int at = -find(port) - 1;
    if (owned == ports.length) {
      int capacity = owned < 4 ? owned + 1 : owned + owned / 2;
      ports = Arrays.copyOf(ports, capacity);
      rows = Arrays.copyOf(rows, capacity);
    }
    System.arraycopy(ports, at, ports, at + 1, owned - at);
    System.arraycopy(rows, at, rows, at + 1, owned - at);
    ports[at] = port;
    rows[at] = row;
    owned++;
    return row;
  }

  /** Keeps what is known of a port that has no row of its own, in the smallest way. */
  private void keep(int port, Row row) {
    byte[] code = row.answered || !isPackable(port) ? null : RowCode.of(row);
    if (code == null || code.length > LONGEST_CODE) {
      if (isPacked(port) && packed != null) {
        packed.remove(port);
      }
      own(port, row);
      return;
    }
    if (packed == null) {
      packed = new PortCells();
    }
    packed.put(port, code, row.firstMillis, row.lastMillis);
  }

  /** A copy of what is known of a port that has no row of its own. */
  private Row unpacked(int port) {
    Row[] row = {new Row()};
    if (packed != null) {
      packed.read(port, (p, code, first, last) -> row[0] = RowCode.read(code, first, last));
    }
    return row[0];
  }

  /** Merges what another row has of a port; the other row becomes this one's own. */
  void take(int port, Row row) {
    int at = find(port);
    if (at >= 0) {
      row(at).merge(row);
    } else if (isPacked(port)) {
      Row sum = unpacked(port);
      sum.merge(row);
      keep(port, sum);
    } else if (owned < OWN_ROWS) {
      own(port, row);
    } else {
      keep(port, row);
    }
  }

  /** Merges; the other ones' rows become these ones' own. */
  void merge(ForwardedRows other) {
    other.forEachOwn((row, port) -> take(port, row));
    if (other.packed == null) {
      return;
    }
    other.packed.forEach(
        (port, code, first, last) -> {
          if (find(port) >= 0 || isPacked(port)) {
            take(port, RowCode.read(code, first, last));
          } else {
            if (packed == null) {
              packed = new PortCells();
            }
            packed.put(port, code, first, last);
          }
        });
  }

  /** Hands out the rows of their own in the order of ports, which must not be changed. */
  void forEachOwn(ObjIntConsumer<Row> reader) {
    for (int at = 0; at < owned; at++) {
      reader.accept(row(at), ports[at]);
    }
  }

  /** The ports without a row of their own; null without any. */
  @Nullable PortCells packed() {
    return packed;
  }

  /** Hands out the rows of all ports in their order, which must not be changed. */
  void forEach(ObjIntConsumer<Row> reader) {
    int[] next = {0};
    if (packed != null) {
      packed.forEach(
          (port, code, first, last) -> {
            next[0] = ownBelow(port, next[0], reader);
            reader.accept(RowCode.read(code, first, last), port);
          });
    }
    ownBelow(Integer.MAX_VALUE, next[0], reader);
  }

  private int ownBelow(int port, int from, ObjIntConsumer<Row> reader) {
    int at = from;
    for (; at < owned && ports[at] < port; at++) {
      reader.accept(row(at), ports[at]);
    }
    return at;
  }

  @Override
  int size() {
    return owned + (packed == null ? 0 : packed.size());
  }

  @Override
  int bytes() {
    return ROW_BYTES * owned + (packed == null ? 0 : COPIES * packed.bytes());
  }

  /** The handle of a port that may have no row of its own. */
  private final class PackedRow implements EdgeRow {
    private final int port;

    PackedRow(int port) {
      this.port = port;
    }

    @Override
    public void add(
        Flow flow,
        ServerAddress server,
        int clientPod,
        int serverPod,
        @Nullable IpAddress address) {
      int at = find(port);
      Row row = at >= 0 ? row(at) : unpacked(port);
      row.add(flow, server, clientPod, serverPod, address);
      keepNew(at, row);
    }

    @Override
    public void alsoOpenedBy(int clientPod) {
      int at = find(port);
      Row row = at >= 0 ? row(at) : unpacked(port);
      row.alsoOpenedBy(clientPod);
      keepNew(at, row);
    }

    @Override
    public void alsoServedBy(int serverPod) {
      int at = find(port);
      Row row = at >= 0 ? row(at) : unpacked(port);
      row.alsoServedBy(serverPod);
      keepNew(at, row);
    }

    private void keepNew(int at, Row row) {
      if (at < 0) {
        keep(port, row);
      }
    }

    @Override
    public boolean isOwn() {
      return false;
    }
  }
}
