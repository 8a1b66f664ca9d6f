package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.Workload;
import java.util.List;

/**
 * Workloads that share one selector: normally one, several where no label tells them apart.
 *
 * @param members sorted, but for the first, which gives the name: the first that has pods alive
 * @param selection their selector
 */
public record WorkloadGroup(List<Workload> members, Selection selection)
    implements Comparable<WorkloadGroup> {
  public WorkloadGroup {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a group needs a workload");
    }
  }

  public Workload first() {
    return members.get(0);
  }

  public List<Workload> others() {
    return members.subList(1, members.size());
  }

  @Override
  public int compareTo(WorkloadGroup other) {
    return first().compareTo(other.first());
  }
}
