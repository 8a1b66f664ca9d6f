package io.sluice.analyzer.edge;

import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * A handle to one directed row of an {@link EdgeTable}: what an attributor keeps so that the next
 * record of the same edge costs no lookup and allocates nothing. Stays valid for the table's life,
 * also when the row is folded with others. One thread's, like its table.
 */
public interface EdgeRow {
  /**
   * Adds one record.
   *
   * @param flow the record; only its counts, time, verdict, answer, vantage and flags are read
   * @param reporter who reported it, which is not always what the record says: a second view of the
   *     same packet counts as {@link Reporter#UNKNOWN}
   * @param clientPod pod id, or {@link EdgeTable#NO_POD}
   * @param serverPod pod id, or {@link EdgeTable#NO_POD}
   * @param address address of the end that is external or unknown, if there is one
   */
  void add(Flow flow, Reporter reporter, int clientPod, int serverPod, @Nullable IpAddress address);

  /** Notes a further pod that may have opened the last record, where the log names no pod. */
  void alsoOpenedBy(int clientPod);

  /** Notes a further pod that the last record may have led to, such as a Service's backend. */
  void alsoServedBy(int serverPod);
}
