package io.sluice.recommender.audit.backtest;

import io.sluice.recommender.audit.AuditReport;
import java.time.Duration;
import java.util.List;

/**
 * What the proposal made of the earlier records would have done to the later ones. Edges that were
 * stopped when recorded and quarantined ones are only in the audit's counts.
 *
 * @param span how long the held-out part is
 * @param fromMillis its first moment; everything before was learnt from
 * @param toMillis its last record
 * @param byConnections whether the counts are connections; else log records, because the formats
 *     cannot tell
 * @param allowed what would have passed
 * @param denied what would have been denied for at least one pair of pods
 * @param notEvaluated what cannot be told
 * @param workloads by workload, sorted: those that a proposed policy selects, or whose traffic
 *     would have been denied
 * @param audit every held-out edge replayed
 */
public record Backtest(
    Duration span,
    long fromMillis,
    long toMillis,
    boolean byConnections,
    Weight allowed,
    Weight denied,
    Weight notEvaluated,
    List<WorkloadTest> workloads,
    AuditReport audit) {

  /**
   * How much traffic.
   *
   * @param edges edges
   * @param count connections or records
   */
  public record Weight(int edges, long count) {
    static final Weight NONE = new Weight(0, 0);

    Weight plus(long more) {
      return new Weight(edges + 1, count + more);
    }
  }

  /** Share of what could be evaluated that would have passed, 0 to 1; 1 where there was nothing. */
  public double allowedShare() {
    long all = allowed.count + denied.count;
    return all == 0 ? 1 : (double) allowed.count / all;
  }
}
