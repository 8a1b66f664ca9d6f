package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.edge.compact.IntSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forwarded rows towards an ephemeral port of which no record shows how a connection began. Such a
 * row is most likely made of replies whose connection the recorder had lost, and is never taken as
 * it stands:
 *
 * <ol>
 *   <li>where the port is known to listen (declared, opened by somebody, or met by many ports), it
 *       is right as it stands;
 *   <li>where its client used one port only, and listens there, the row is turned: it is replies;
 *   <li>otherwise nobody can say who opened it, and the row joins the ambiguous ones.
 * </ol>
 */
final class Midstream {
  private final Map<EdgeKey, Row> rows;

  private Midstream(Map<EdgeKey, Row> rows) {
    this.rows = rows;
  }

  /** Those of these rows whose server does not declare the port. */
  static Midstream in(Map<EdgeKey, Row> forwarded, Listeners declared) {
    Map<EdgeKey, Row> rows = new TreeMap<>();
    forwarded.forEach(
        (key, row) -> {
          if (row.midstreamPorts != null
              && !row.opened
              && EphemeralPorts.contains(key.port())
              && !declared.listens(key.server(), key.protocol(), key.port())) {
            rows.put(key, row);
          }
        });
    return new Midstream(rows);
  }

  boolean contains(EdgeKey key) {
    return rows.containsKey(key);
  }

  /** Whether so many ports of the client met one port that it can only be a server's. */
  static boolean isBusy(Row row) {
    return IntSet.cardinality(row.midstreamPorts) >= SidePorts.MANY_CLIENT_PORTS;
  }

  /** What is done with a row of replies, whose key names the server of the connection as client. */
  interface Turning {
    void turn(EdgeKey key, int serverPort, Row replies);
  }

  /**
   * Says what the rows are.
   *
   * @param taken the rows that are no rows of their own, to be removed from the forwarded ones
   * @param turning takes those that are replies
   * @return the rows that may be either, by pair of parties as undirected rows are
   */
  Map<EdgeKey, OpenRow> settle(
      Set<EdgeKey> taken, Listeners declared, SeenListeners seen, Turning turning) {
    Map<EdgeKey, OpenRow> open = new HashMap<>();
    rows.forEach(
        (key, row) -> {
          @Nullable IntSet from = row.midstreamPorts;
          if (seen.listens(key.server(), key.protocol(), key.port())) {
            return;
          }
          taken.add(key);
          Party client = key.client();
          if (from != null
              && from.cardinality() == 1
              && (declared.listens(client, key.protocol(), from.first())
                  || seen.listens(client, key.protocol(), from.first()))) {
            turning.turn(key, from.first(), row);
          } else {
            open.computeIfAbsent(OpenRow.pair(key), k -> new OpenRow()).add(key, row, from);
          }
        });
    return open;
  }
}
