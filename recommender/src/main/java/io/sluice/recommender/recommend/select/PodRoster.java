package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The pods of every workload: those of the inventory and those that only a log names.
 *
 * <p>A workload's <em>present</em> pods are what a proposal is about: the ones alive at the end of
 * the window, or all it ever had where none is alive (a CronJob between two runs, a workload known
 * from logs only). hostNetwork pods are never present: policies do not govern them.
 */
public final class PodRoster {
  private final PodDirectory directory;
  private final SortedMap<Workload, RoaringBitmap> pods = new TreeMap<>();
  private final SortedMap<Workload, RoaringBitmap> present = new TreeMap<>();
  private final RoaringBitmap live;
  private final RoaringBitmap onHost = new RoaringBitmap();

  public PodRoster(Inventory inventory, PodDirectory directory) {
    this.directory = directory;
    this.live = inventory.livePods().clone();
    for (Workload workload : inventory.workloads()) {
      pods.put(workload, new RoaringBitmap());
    }
    for (int id = 0; id < directory.size(); id++) {
      Pod pod = directory.get(id);
      pods.computeIfAbsent(pod.workload(), w -> new RoaringBitmap()).add(id);
      if (pod.hostNetwork()) {
        onHost.add(id);
      }
    }
    pods.forEach((workload, all) -> present.put(workload, presentOf(all)));
  }

  private RoaringBitmap presentOf(RoaringBitmap all) {
    RoaringBitmap alive = RoaringBitmap.and(all, live);
    return RoaringBitmap.andNot(alive.isEmpty() ? all : alive, onHost);
  }

  /** Those of some pods that share their node's network, sorted by name. */
  public List<Pod> onHost(RoaringBitmap ids) {
    return sorted(RoaringBitmap.and(ids, onHost));
  }

  public Pod pod(int id) {
    return directory.get(id);
  }

  /** All workloads of the inventory and the logs, sorted. */
  public SortedSet<Workload> workloads() {
    return new TreeSet<>(pods.keySet());
  }

  /** All pods of these workloads, over all time. */
  public RoaringBitmap podsOf(Collection<Workload> workloads) {
    return union(pods, workloads);
  }

  /** The pods that a proposal for these workloads is about; see above. */
  public RoaringBitmap present(Collection<Workload> workloads) {
    return union(present, workloads);
  }

  private static RoaringBitmap union(
      SortedMap<Workload, RoaringBitmap> map, Collection<Workload> workloads) {
    RoaringBitmap union = new RoaringBitmap();
    for (Workload workload : workloads) {
      union.or(map.getOrDefault(workload, new RoaringBitmap()));
    }
    return union;
  }

  /** Whether any pod of these workloads is alive at the end of the window. */
  public boolean anyAlive(Collection<Workload> workloads) {
    return RoaringBitmap.intersects(podsOf(workloads), live);
  }

  /** Whether a workload has pods and all of them share their node's network. */
  public boolean onHostNetwork(Workload workload) {
    return !podsOf(List.of(workload)).isEmpty() && present(List.of(workload)).isEmpty();
  }

  /** The pods of ids, sorted by name: ids of logged pods depend on the order of reading. */
  public List<Pod> sorted(RoaringBitmap ids) {
    List<Pod> list = new ArrayList<>();
    ids.forEach((IntConsumer) id -> list.add(pod(id)));
    list.sort(
        Comparator.comparing(Pod::title)
            .thenComparing(p -> p.labels().toString())
            .thenComparing(p -> p.addresses().toString())
            .thenComparingLong(Pod::startMillis));
    return list;
  }

  /** Their titles, sorted and without repeats. */
  public List<String> titles(RoaringBitmap ids) {
    return sorted(ids).stream().map(Pod::title).distinct().toList();
  }
}
