package io.sluice.analyzer.sighting;

import io.sluice.ingest.UnusableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folds recordings of one {@code --cluster} value, in any order, into pods. */
public final class SightingFold {
  /** One cluster's sightings, under the name and id that they carry; "" where they carry none. */
  private record Cluster(String name, String id) implements Comparable<Cluster> {
    String title() {
      return id.isEmpty() ? name : name + " (" + id + ")";
    }

    boolean isNamed() {
      return !name.isEmpty() || !id.isEmpty();
    }

    @Override
    public int compareTo(Cluster other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : id.compareTo(other.id);
    }
  }

  private final SortedMap<Cluster, ClusterSightings> clusters = new TreeMap<>();
  private final SortedMap<String, Long> otherTables = new TreeMap<>();
  private final NavigableSet<String> oddLabels = new TreeSet<>();
  private final Problems problems = new Problems();
  private final SortedSet<String> others = new TreeSet<>();
  private long withoutAddress;

  /**
   * What was seen of a cluster; names and ids are compared without regard to case, which Azure does
   * not keep.
   */
  public ClusterSightings cluster(String name, String id) {
    Cluster cluster = new Cluster(name.toLowerCase(Locale.ROOT), id.toLowerCase(Locale.ROOT));
    return clusters.computeIfAbsent(cluster, c -> new ClusterSightings());
  }

  /** Something that was not used, and why. */
  public void problem(String file, int line, String problem) {
    problems.add(file, line, problem);
  }

  /** A row or series of something else than pods. */
  public void otherTable(String name) {
    otherTables.merge(name, 1L, Long::sum);
  }

  /** A row of a pod that has no address yet. */
  public void withoutAddress() {
    withoutAddress++;
  }

  /** Whether nothing at all was seen. */
  public boolean isEmpty() {
    return clusters.isEmpty();
  }

  /** The first thing that was wrong, or "". */
  public String firstProblem() {
    return problems.first();
  }

  /**
   * The pods that were seen, in order.
   *
   * @param cluster the name before {@code =}, or ""
   * @param path what the user named
   * @throws UnusableInputException where they are of several clusters and the name does not say
   *     which
   */
  public List<SeenPod> finished(String cluster, String path) {
    List<Cluster> named = clusters.keySet().stream().filter(Cluster::isNamed).toList();
    List<Cluster> meant =
        named.stream().filter(c -> c.name.equals(cluster.toLowerCase(Locale.ROOT))).toList();
    boolean several = named.stream().map(Cluster::name).distinct().count() > 1;
    long ids =
        (meant.isEmpty() ? named : meant)
            .stream().map(Cluster::id).filter(id -> !id.isEmpty()).distinct().count();
    if ((several && meant.isEmpty()) || ids > 1) {
      throw new UnusableInputException(
          path
              + ": holds the pods of several clusters: "
              + String.join(", ", named.stream().map(Cluster::title).toList())
              + "; say which one is meant, with --cluster NAME=PATH where NAME is its name, or keep"
              + " to one in the query");
    }
    List<SeenPod> pods = new ArrayList<>();
    clusters.forEach(
        (one, sightings) -> {
          if (several && named.contains(one) && !meant.contains(one)) {
            others.add(one.title());
          } else {
            pods.addAll(sightings.finished(cluster, oddLabels::add));
          }
        });
    return pods.stream().sorted().toList();
  }

  /** What was not used and why, for people. Complete only after {@link #finished}. */
  public List<String> warnings(String path) {
    List<String> warnings = new ArrayList<>(problems.lines());
    otherTables.forEach(
        (table, rows) ->
            warnings.add(
                path + ": " + rows + " rows of " + table + " tell of no address: not used"));
    if (withoutAddress > 0) {
      warnings.add(
          path
              + ": "
              + withoutAddress
              + " rows without PodIp, as of pods that wait to start: not used");
    }
    if (!others.isEmpty()) {
      warnings.add(path + ": pods of other clusters are left out: " + String.join(", ", others));
    }
    if (!oddLabels.isEmpty()) {
      warnings.add(
          path
              + ": PodLabel of "
              + oddLabels.size()
              + " pods is no JSON list of a map, such as of "
              + oddLabels.first()
              + ": their labels are taken as unknown");
    }
    return warnings;
  }
}
