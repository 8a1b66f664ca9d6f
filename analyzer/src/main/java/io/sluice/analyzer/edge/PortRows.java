package io.sluice.analyzer.edge;

/** The rows of one client, server and protocol as a table keeps them. */
abstract class PortRows {
  /**
   * What a row may take in bytes until it is written: itself, its key and what finds it while logs
   * are read, and the edge that is read out of it.
   */
  static final int ROW_BYTES = 1000;

  /** A packed port may be in the tables of several threads, and then in the one of all. */
  static final int COPIES = 2;

  /** What the table's limit has counted of it. */
  private int counted;

  /** The handle of one port. */
  abstract EdgeRow at(int port);

  /** What it counts towards a table's limit: what it may take in memory. */
  abstract int bytes();

  /** How many rows it has. */
  abstract int size();

  /** The handle of one port, with what came to the memory counted. */
  final EdgeRow at(int port, RowLimit limit, EdgeTable table) {
    EdgeRow row = at(port);
    int more = bytes() - counted;
    if (more != 0) {
      counted += more;
      limit.more(more, table);
    }
    return row;
  }
}
