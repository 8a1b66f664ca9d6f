package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Edges under construction: rows of counters and bitmaps, merged by sum, min, max and OR.
 *
 * <p>Merging is commutative and associative: any split of the input over tables gives the same
 * table. Nothing decays inside; retention is a filter at read time.
 */
public final class EdgeTable {
  /** Adds one record whose client and server are known. */
  public void add(
      EdgeKey key, Flow flow, int clientPod, int serverPod, @Nullable IpAddress address) {
    throw new IllegalStateException("stub");
  }

  /** Adds one record of which nobody can say yet which end is the client. */
  public void addUndirected(
      String cluster,
      Party source,
      Party destination,
      Flow flow,
      int sourcePod,
      int destinationPod,
      @Nullable IpAddress address) {
    throw new IllegalStateException("stub");
  }

  /** Adds all rows of another table, which must number pods by the same directory. */
  public void merge(EdgeTable other) {
    throw new IllegalStateException("stub");
  }

  /** Turns what can be turned and reads the rows out, sorted; a pure function of the table. */
  public Edges resolve(Listeners listeners) {
    throw new IllegalStateException("stub");
  }
}
