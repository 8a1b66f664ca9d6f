package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which ports the records themselves show to be listened on: the server ports of directed rows that
 * went through, and ports that many ports of one peer met. A port that never answered although the
 * logs show answers proves nothing: a scan names every port. Neither does a row of which nobody saw
 * a connection begin: it may be made of replies.
 */
final class SeenListeners {
  private final Map<Ends, RoaringBitmap> ports = new HashMap<>();

  private record Ends(Party party, int protocol) {}

  SeenListeners(
      Map<EdgeKey, Row> forwarded, Map<EdgeKey, UndirectedRow> undirected, Midstream midstream) {
    forwarded.forEach(
        (key, row) -> {
          boolean doubtful = midstream.contains(key) && !Midstream.isBusy(row);
          if (key.port() >= 0 && row.answeredOrUntold() && !doubtful) {
            of(key.server(), key.protocol()).add(key.port());
          }
        });
    undirected.forEach(
        (key, row) -> {
          of(key.client(), key.protocol()).or(row.lower().busyPorts());
          of(key.server(), key.protocol()).or(row.upper().busyPorts());
        });
  }

  private RoaringBitmap of(Party party, int protocol) {
    return ports.computeIfAbsent(new Ends(party, protocol), e -> new RoaringBitmap());
  }

  boolean listens(Party party, int protocol, int port) {
    RoaringBitmap seen = ports.get(new Ends(party, protocol));
    return seen != null && seen.contains(port);
  }
}
