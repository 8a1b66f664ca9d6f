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
  /** What a record's server address is, which decides how the record counts beside others. */
  enum ServerAddress {
    /** The server's own. */
    OWN,
    /**
     * That of a Service with one party behind the port. The connection may be reported once more
     * with the server's own address, so the two views are never added up.
     */
    SERVICE,
    /**
     * That of a Service with several parties behind the port: the record does not tell which of
     * them it reached, so it counts at each as an unknown reporter's.
     */
    SHARED_SERVICE;

    /** Whose report a record counts as. */
    Reporter reporterOf(Flow flow) {
      return this == SHARED_SERVICE ? Reporter.UNKNOWN : flow.reporter;
    }
  }

  /**
   * Adds one record.
   *
   * @param flow the record; only its counts, time, verdict, answer, reporter, vantage, family and
   *     flags are read
   * @param server what its server address is
   * @param clientPod pod id, or {@link EdgeTable#NO_POD}
   * @param serverPod pod id, or {@link EdgeTable#NO_POD}
   * @param address address of the end that is external or unknown, if there is one
   */
  void add(
      Flow flow, ServerAddress server, int clientPod, int serverPod, @Nullable IpAddress address);

  /** Notes a further pod that may have opened the last record, where the log names no pod. */
  void alsoOpenedBy(int clientPod);

  /** Notes a further pod that the last record may have led to, such as a Service's backend. */
  void alsoServedBy(int serverPod);

  /**
   * Whether the handle is worth keeping: not where many ports share what they have, and so many
   * handles would take more than the rows.
   */
  default boolean isOwn() {
    return true;
  }
}
