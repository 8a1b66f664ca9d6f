package io.sluice.analyzer.edge;

/**
 * The rows of one client, server and protocol of an {@link EdgeTable}, stopped or not: for whoever
 * finds rows port by port. Stays valid for the table's life. One thread's.
 */
@FunctionalInterface
public interface EdgeRows {
  /**
   * The row of a port, new and empty if there is none.
   *
   * @param port server port, or {@link EdgeTable#NO_PORT}
   * @throws TooManyRowsException where the table's limit is passed
   */
  EdgeRow at(int port);
}
