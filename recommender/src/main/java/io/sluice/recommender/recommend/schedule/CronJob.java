package io.sluice.recommender.recommend.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A CronJob's own object, as far as it says when it runs.
 *
 * @param workload whose
 * @param schedule {@code spec.schedule}
 * @param timeZone {@code spec.timeZone}, or "" for the controller's, which is UTC on AKS
 * @param suspended {@code spec.suspend}
 * @param origin where it was read
 */
public record CronJob(
    Workload workload, String schedule, String timeZone, boolean suspended, ObjectOrigin origin) {
  private static final Comparator<ClusterObject> BY_TIME =
      Comparator.comparingLong(ClusterObject::epochMillis).thenComparing(ClusterObject::origin);

  /** The CronJobs among these objects, each as it was last, sorted; deleted ones are left out. */
  public static List<CronJob> among(Collection<ClusterObject> objects) {
    SortedMap<Workload, ClusterObject> last = new TreeMap<>();
    for (ClusterObject object : objects) {
      if (object.kind().equals("CronJob")) {
        last.merge(workload(object), object, CronJob::later);
      }
    }
    return last.values().stream()
        .filter(object -> object.event() != Event.DELETED)
        .map(CronJob::of)
        .toList();
  }

  private static ClusterObject later(ClusterObject one, ClusterObject other) {
    return BY_TIME.compare(one, other) >= 0 ? one : other;
  }

  private static Workload workload(ClusterObject object) {
    JsonNode metadata = object.tree().path("metadata");
    String namespace = metadata.path("namespace").asText("");
    return new Workload(
        object.cluster(),
        namespace.isEmpty() ? "default" : namespace,
        "CronJob",
        metadata.path("name").asText(""));
  }

  private static CronJob of(ClusterObject object) {
    JsonNode spec = object.tree().path("spec");
    return new CronJob(
        workload(object),
        spec.path("schedule").asText(""),
        spec.path("timeZone").asText(""),
        spec.path("suspend").asBoolean(false),
        object.origin());
  }
}
