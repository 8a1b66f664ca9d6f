package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.Timestamps;
import java.util.function.ToLongFunction;

/**
 * What a pod's own objects tell of its times, in milliseconds.
 *
 * @param startMillis when it started, or {@link Long#MIN_VALUE}
 * @param lastRunningMillis last time that it was seen neither finished nor on its way out, or
 *     {@link Long#MIN_VALUE}
 * @param endMillis when it finished or was gone at the latest, or {@link Long#MAX_VALUE}
 * @param addressEndMillis until when it surely had its address, once it is known to have finished,
 *     else {@code endMillis}: a finished pod keeps the address in its status while another pod may
 *     have it
 */
record PodTimes(long startMillis, long lastRunningMillis, long endMillis, long addressEndMillis) {
  /** Of a pod that is no object of the cluster's. */
  static final PodTimes ALWAYS =
      new PodTimes(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  static PodTimes of(ObjectLife life) {
    long start = start(life);
    long running = lastRunning(life);
    long end = Math.min(life.goneMillis(), finished(life, ClusterObject::epochMillis));
    long addressEnd = Math.min(end, finished(life, version -> shown(version, start, running)));
    return new PodTimes(start, running, Math.max(start, end), Math.max(start, addressEnd));
  }

  static boolean isFinished(JsonNode tree) {
    String phase = tree.path("status").path("phase").asText("");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static long start(ObjectLife life) {
    long started = Long.MAX_VALUE;
    long otherwise = Long.MIN_VALUE;
    for (ClusterObject version : life.versions()) {
      JsonNode time = version.tree().path("status").path("startTime");
      started = Math.min(started, Timestamps.millis(time, Long.MAX_VALUE));
      otherwise = Math.max(otherwise, Timestamps.started(version.tree()));
    }
    return started == Long.MAX_VALUE ? otherwise : started;
  }

  /** An evicted pod has no containers that finished: then its last condition tells. */
  private static long finished(ObjectLife life, ToLongFunction<ClusterObject> otherwise) {
    long end = Long.MAX_VALUE;
    for (ClusterObject version : life.versions()) {
      if (isFinished(version.tree())) {
        long finished = Timestamps.finished(version.tree());
        if (finished == Long.MIN_VALUE) {
          finished = Timestamps.newestCondition(version.tree());
        }
        end = Math.min(end, finished == Long.MIN_VALUE ? otherwise.applyAsLong(version) : finished);
      }
    }
    return end;
  }

  /**
   * When a pod that does not say when it finished is last known to have run: a change in a watch
   * shows it when it happens, a snapshot perhaps long after.
   */
  private static long shown(ClusterObject version, long start, long running) {
    return version.event() == Event.MODIFIED
        ? version.epochMillis()
        : Math.min(version.epochMillis(), Math.max(start, running));
  }

  private static long lastRunning(ObjectLife life) {
    long last = Long.MIN_VALUE;
    for (ClusterObject version : life.versions()) {
      boolean leaving = version.tree().path("metadata").has("deletionTimestamp");
      if (version.event() != Event.DELETED && !leaving && !isFinished(version.tree())) {
        last = Math.max(last, version.epochMillis());
      }
    }
    return last;
  }
}
