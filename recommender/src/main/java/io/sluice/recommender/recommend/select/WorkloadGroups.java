package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * All workloads, with those merged that no selector tells apart.
 *
 * <p>A policy isolates every pod that it selects. If the best selector of one workload selects
 * present pods of another, a policy from the evidence of the first alone would cut off the second.
 * So the two become one group with one selector and the evidence of both, until no selector reaches
 * outside its group.
 */
public final class WorkloadGroups {
  private final PodRoster roster;
  private final SelectorProver prover;
  private final SortedMap<Workload, WorkloadGroup> groups = new TreeMap<>();

  public WorkloadGroups(PodRoster roster, SelectorProver prover) {
    this.roster = roster;
    this.prover = prover;
    for (Workload workload : roster.workloads()) {
      put(List.of(workload));
    }
    for (Workload workload : roster.workloads()) {
      close(workload);
    }
  }

  private void put(Collection<Workload> members) {
    Comparator<Workload> aliveFirst =
        Comparator.comparing((Workload w) -> !roster.anyAlive(List.of(w)));
    List<Workload> sorted = new ArrayList<>(new TreeSet<>(members));
    Workload first = sorted.stream().min(aliveFirst.thenComparing(w -> w)).orElseThrow();
    sorted.remove(first);
    sorted.add(0, first);
    WorkloadGroup group = new WorkloadGroup(sorted, selection(sorted));
    members.forEach(member -> groups.put(member, group));
  }

  private Selection selection(List<Workload> members) {
    return members.stream().allMatch(roster::onHostNetwork)
        ? new Selection.Unprovable("its pods share their node's network")
        : prover.prove(members);
  }

  /** Merges until the selector of this workload's group reaches no present pod outside of it. */
  private void close(Workload workload) {
    SortedSet<Workload> reached = reached(group(workload));
    while (!reached.isEmpty()) {
      SortedSet<Workload> union = new TreeSet<>(group(workload).members());
      reached.forEach(other -> union.addAll(group(other).members()));
      put(union);
      reached = reached(group(workload));
    }
  }

  private SortedSet<Workload> reached(WorkloadGroup group) {
    SortedSet<Workload> reached = new TreeSet<>();
    if (group.selection() instanceof Selection.Proven proven) {
      RoaringBitmap others =
          RoaringBitmap.andNot(proven.selected(), roster.podsOf(group.members()));
      others.forEach((IntConsumer) id -> reached.add(roster.pod(id).workload()));
      reached.removeIf(other -> !RoaringBitmap.intersects(others, roster.present(List.of(other))));
    }
    return reached;
  }

  /** The group of a workload; one of its own where neither inventory nor logs have pods of it. */
  public WorkloadGroup group(Workload workload) {
    return Optional.ofNullable(groups.get(workload))
        .orElseGet(
            () ->
                new WorkloadGroup(
                    List.of(workload), new Selection.Unprovable("none of its pods is known")));
  }

  /** All groups, sorted. */
  public List<WorkloadGroup> all() {
    return new ArrayList<>(new TreeSet<>(groups.values()));
  }
}
