package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of proposed policies: the workload's own, with its kind behind it where two workloads would
 * share one or where it would collide with a kustomization file.
 *
 * <p>A policy of the same name that somebody else wrote would be overwritten when ours is applied.
 * Ours then takes the suffix {@code -sluice}. A current policy counts as ours where the caller says
 * that it carries our label, and where its content equals the proposal's. With {@code --replace}
 * the current policies are to go, so their names are free.
 */
final class PolicyNames {
  static final String SUFFIX = "-sluice";

  private final Map<Workload, String> names = new HashMap<>();
  private final Map<PolicyId, NetworkPolicy> taken = new HashMap<>();

  PolicyNames(Collection<Workload> workloads, Collection<NetworkPolicy> foreign) {
    foreign.forEach(policy -> taken.put(PolicyId.of(policy), policy));
    Map<PolicyId, Integer> sharing = new HashMap<>();
    workloads.forEach(w -> sharing.merge(plain(w), 1, Integer::sum));
    Set<PolicyId> used = new TreeSet<>();
    for (Workload workload : new TreeSet<>(workloads)) {
      if (sharing.getOrDefault(plain(workload), 0) == 1 && !isReserved(workload.name())) {
        used.add(plain(workload));
        names.put(workload, workload.name());
      }
    }
    for (Workload workload : new TreeSet<>(workloads)) {
      names.computeIfAbsent(workload, w -> free(w, used));
    }
  }

  private static PolicyId plain(Workload workload) {
    return new PolicyId(workload.cluster(), workload.namespace(), workload.name());
  }

  private static boolean isReserved(String name) {
    return name.equals("kustomization");
  }

  private static String free(Workload workload, Set<PolicyId> used) {
    String name = workload.name() + "-" + workload.kind().toLowerCase(Locale.ROOT);
    while (!used.add(new PolicyId(workload.cluster(), workload.namespace(), name))) {
      name = name + "-" + workload.kind().toLowerCase(Locale.ROOT);
    }
    return name;
  }

  /** The name of a workload's policy, unless another policy has it. */
  String name(Workload workload) {
    return names.getOrDefault(workload, workload.name());
  }

  /** The policy that somebody else wrote under the name of a proposal and that differs from it. */
  Optional<NetworkPolicy> collision(NetworkPolicy proposal) {
    return Optional.ofNullable(taken.get(PolicyId.of(proposal)))
        .filter(other -> !sameContent(other, proposal));
  }

  private static boolean sameContent(NetworkPolicy a, NetworkPolicy b) {
    return a.podSelector().equals(b.podSelector())
        && a.isolates().equals(b.isolates())
        && a.ingress().equals(b.ingress())
        && a.egress().equals(b.egress());
  }
}
