package io.sluice.analyzer.edge;

/** The rows of one client, server and protocol as a table keeps them. */
abstract class PortRows {
  /** What a row of its own counts towards a table's limit, where a packed port counts 1. */
  static final int ROW_WEIGHT = 10;

  /** What the table's limit has counted of it. */
  private int counted;

  /** The handle of one port. */
  abstract EdgeRow at(int port);

  /** What it counts towards a table's limit. */
  abstract int weight();

  /** How many rows it has. */
  abstract int size();

  /** The handle of one port, with what came to the memory counted. */
  final EdgeRow at(int port, RowLimit limit, EdgeTable table) {
    EdgeRow row = at(port);
    int more = weight() - counted;
    if (more != 0) {
      counted += more;
      limit.more(more, table);
    }
    return row;
  }
}
