package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import java.util.List;

/**
 * Workloads that share one selector: normally one, several where no label tells them apart.
 *
 * @param members sorted, but for the first, which gives the name: the first that has pods alive
 * @param selection their selector
 */
record WorkloadGroup(List<Workload> members, Selection selection)
    implements Comparable<WorkloadGroup> {
  WorkloadGroup {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a group needs a workload");
    }
  }

  Workload first() {
    return members.get(0);
  }

  List<Workload> others() {
    return members.subList(1, members.size());
  }

  @Override
  public int compareTo(WorkloadGroup other) {
    return first().compareTo(other.first());
  }
}
