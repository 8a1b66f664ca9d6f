package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * How the ends of the used records were told, two ends a record. Mergeable by addition; any split
 * of the input gives the same.
 */
public final class AttributionCounts {
  private final long[] origins = new long[Origin.values().length];
  private final long[] unknown = new long[UnknownReason.values().length];
  private final RoaringBitmap loggedOnly = new RoaringBitmap();
  private long disagreements;

  /** Counts one end of one used record. */
  void count(End end) {
    origins[end.origin.ordinal()]++;
    if (end.disagrees) {
      disagreements++;
    }
    if (end.loggedOnly) {
      loggedOnly.add(end.firstPod());
    }
    if (end.party instanceof Party.Unknown nobody) {
      unknown[nobody.reason().ordinal()]++;
    }
  }

  /** Adds another worker's counts; both must number pods by the same directory. */
  public void add(AttributionCounts other) {
    Arrays.setAll(origins, i -> origins[i] + other.origins[i]);
    Arrays.setAll(unknown, i -> unknown[i] + other.unknown[i]);
    loggedOnly.or(other.loggedOnly);
    disagreements += other.disagreements;
  }

  /** Ends whose pod the log names and the inventory has. */
  public long byPodName() {
    return of(Origin.POD_NAME);
  }

  /** Ends whose pod the inventory lacks, found by the workload, the labels or the pod's name. */
  public long byWorkloadName() {
    return of(Origin.WORKLOAD_NAME);
  }

  /** Ends found by address and time. */
  public long byAddress() {
    return of(Origin.ADDRESS);
  }

  /** Ends that the observer gives a reserved identity: a node, the world. */
  public long byIdentity() {
    return of(Origin.IDENTITY);
  }

  /** Ends named by the log where there is no inventory to check with. */
  public long byLogAlone() {
    return of(Origin.LOG_ALONE);
  }

  private long of(Origin origin) {
    return origins[origin.ordinal()];
  }

  /** Ends whose name is one pod's and whose address was another's at that time; the name won. */
  public long disagreements() {
    return disagreements;
  }

  /** Ends that the snapshot is too old or too new for. */
  public long staleMappings() {
    return unknown[UnknownReason.STALE_MAPPING.ordinal()];
  }

  /** Distinct pods that logs name and the inventory lacks. */
  public int loggedOnlyPods() {
    return loggedOnly.getCardinality();
  }

  /** Ends that nobody can tell, by reason, in the order of the reasons; without zeros. */
  public Map<UnknownReason, Long> unknown() {
    EnumMap<UnknownReason, Long> reasons = new EnumMap<>(UnknownReason.class);
    for (UnknownReason reason : UnknownReason.values()) {
      if (unknown[reason.ordinal()] > 0) {
        reasons.put(reason, unknown[reason.ordinal()]);
      }
    }
    return Collections.unmodifiableMap(reasons);
  }
}
