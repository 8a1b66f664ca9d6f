package io.sluice.analyzer.history;

import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.KeptKinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All objects over time: their versions joined, and when each was gone. */
public final class ObjectHistory {
  /** Within one moment the API server's version decides; what is still equal, by content. */
  private static final Comparator<ClusterObject> OLDEST_FIRST =
      Comparator.comparingLong(ClusterObject::epochMillis)
          .thenComparing(object -> object.event() == Event.DELETED)
          .thenComparing(ObjectHistory::version, ObjectHistory::compareVersions)
          .thenComparing(object -> object.tree().toString())
          .thenComparing(ClusterObject::origin);

  private final Map<String, List<ObjectLife>> byKind = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final SortedSet<String> severalVersions = new TreeSet<>();

  private ObjectHistory() {}

  public static ObjectHistory of(Collection<ClusterObject> objects) {
    ObjectHistory history = new ObjectHistory();
    SnapshotCoverage coverage = new SnapshotCoverage();
    Map<String, List<ClusterObject>> versions = new LinkedHashMap<>();
    for (ClusterObject object : objects) {
      if (KeptKinds.isPolicy(object.kind())) {
        continue;
      }
      ObjectMeta meta = ObjectMeta.of(object);
      coverage.add(meta, object);
      if (meta.name().isEmpty()) {
        history.warnings.add(
            object.origin() + ": " + object.kind() + " without a name is left out");
      } else {
        versions.computeIfAbsent(meta.identity(), key -> new ArrayList<>(1)).add(object);
      }
    }
    versions.values().forEach(same -> history.add(same, coverage));
    history.byKind.values().forEach(lives -> lives.sort(ORDER));
    return history;
  }

  private static final Comparator<ObjectLife> ORDER =
      Comparator.comparing((ObjectLife life) -> life.meta().cluster())
          .thenComparing(life -> life.meta().namespace())
          .thenComparing(life -> life.meta().name())
          .thenComparingLong(life -> life.meta().creationMillis())
          .thenComparing(life -> life.meta().uid());

  private void add(List<ClusterObject> versions, SnapshotCoverage coverage) {
    versions.sort(OLDEST_FIRST);
    noteConflicts(versions);
    ObjectMeta meta = ObjectMeta.of(versions.get(versions.size() - 1));
    byKind
        .computeIfAbsent(meta.kind(), kind -> new ArrayList<>())
        .add(new ObjectLife(meta, versions, goneMillis(meta, versions, coverage)));
  }

  private void noteConflicts(List<ClusterObject> versions) {
    for (int i = 1; i < versions.size(); i++) {
      ClusterObject one = versions.get(i - 1);
      ClusterObject other = versions.get(i);
      if (one.epochMillis() == other.epochMillis()
          && one.event() == Event.PRESENT
          && other.event() == Event.PRESENT
          && !one.tree().equals(other.tree())) {
        String title = ObjectMeta.of(other).title();
        String places =
            one.origin().compareTo(other.origin()) < 0
                ? one.origin() + " and " + other.origin()
                : other.origin() + " and " + one.origin();
        if (compareVersions(version(one), version(other)) == 0) {
          warnings.add(title + " is given twice with different content: " + places);
        } else {
          severalVersions.add(title + ": " + places);
        }
      }
    }
  }

  private static long goneMillis(
      ObjectMeta meta, List<ClusterObject> versions, SnapshotCoverage coverage) {
    long seen = Long.MIN_VALUE;
    long deleted = Long.MAX_VALUE;
    for (ClusterObject version : versions) {
      if (version.event() == Event.DELETED) {
        deleted = version.epochMillis();
      } else {
        seen = Math.max(seen, version.epochMillis());
        // A pod never comes back; any other kind can be made again under its name.
        deleted = meta.kind().equals("Pod") ? deleted : Long.MAX_VALUE;
      }
    }
    return Math.min(deleted, coverage.firstWithout(meta, seen));
  }

  private static String version(ClusterObject object) {
    return object.tree().path("metadata").path("resourceVersion").asText("");
  }

  /** Versions are numbers in practice: the longer one is the later. */
  private static int compareVersions(String one, String other) {
    return one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }

  /** Objects of a kind, sorted by cluster, namespace, name and creation. */
  public List<ObjectLife> of(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  public List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (!severalVersions.isEmpty()) {
      all.add(
          severalVersions.size()
              + " objects have several versions at one time, of which the newest counts, such as "
              + severalVersions.first()
              + "; snapshots of different times need a --cluster of their own each, or the"
              + " annotation "
              + KeptKinds.TAKEN_AT);
    }
    return all;
  }
}
