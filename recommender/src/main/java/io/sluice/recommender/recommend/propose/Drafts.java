package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the parts of a proposed policy together and gives it a name that is free. */
public final class Drafts {
  private final PolicyNames names;

  public Drafts(PolicyNames names) {
    this.names = names;
  }

  /** The policy of a workload. */
  NetworkPolicy draft(
      Workload workload,
      LabelSelector selector,
      Set<Direction> isolates,
      Map<Direction, List<PolicyRule>> rules) {
    NetworkPolicy draft = named(workload, names.name(workload), selector, isolates, rules);
    String free = names.free(draft);
    return free.equals(draft.name()) ? draft : named(workload, free, selector, isolates, rules);
  }

  /** Whether a policy had to give way to somebody else's of the same name. */
  boolean gaveWay(Workload workload, NetworkPolicy policy) {
    return !policy.name().equals(names.name(workload));
  }

  private static NetworkPolicy named(
      Workload workload,
      String name,
      LabelSelector selector,
      Set<Direction> isolates,
      Map<Direction, List<PolicyRule>> rules) {
    return new NetworkPolicy(
        workload.cluster(),
        workload.namespace(),
        name,
        selector,
        isolates,
        rules.getOrDefault(Direction.INGRESS, List.of()),
        rules.getOrDefault(Direction.EGRESS, List.of()),
        new ObjectOrigin(file(workload, name), 1));
  }

  private static String file(Workload workload, String name) {
    String file = workload.namespace() + "/" + name + ".yaml";
    return workload.cluster().isEmpty() ? file : workload.cluster() + "/" + file;
  }
}
