package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.NetworkPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
public final class PolicyNames {
  static final String SUFFIX = "-sluice";

  private final Map<Workload, String> names = new HashMap<>();
  private final Map<NetworkPolicy.Key, NetworkPolicy> taken = new HashMap<>();

  public PolicyNames(Collection<Workload> workloads, Collection<NetworkPolicy> foreign) {
    foreign.forEach(policy -> taken.put(policy.key(), policy));
    Map<NetworkPolicy.Key, Integer> sharing = new HashMap<>();
    workloads.forEach(w -> sharing.merge(plain(w), 1, Integer::sum));
    Set<NetworkPolicy.Key> used = new TreeSet<>();
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

  private static NetworkPolicy.Key plain(Workload workload) {
    return new NetworkPolicy.Key(workload.cluster(), workload.namespace(), workload.name());
  }

  private static boolean isReserved(String name) {
    return name.equals("kustomization");
  }

  private static String free(Workload workload, Set<NetworkPolicy.Key> used) {
    String name = workload.name() + "-" + workload.kind().toLowerCase(Locale.ROOT);
    while (!used.add(new NetworkPolicy.Key(workload.cluster(), workload.namespace(), name))) {
      name = name + "-" + workload.kind().toLowerCase(Locale.ROOT);
    }
    return name;
  }

  /** The name of a workload's policy, unless another policy has it. */
  public String name(Workload workload) {
    return names.getOrDefault(workload, workload.name());
  }

  /**
   * The name that a policy can take: its own, unless somebody else's policy has it and differs.
   *
   * @param draft the policy under its own name
   */
  String free(NetworkPolicy draft) {
    String name = draft.name();
    for (int i = 1; isTaken(draft, name) || (i > 1 && names.containsValue(name)); i++) {
      name = draft.name() + SUFFIX + (i == 1 ? "" : "-" + i);
    }
    return name;
  }

  private boolean isTaken(NetworkPolicy draft, String name) {
    NetworkPolicy other =
        taken.get(new NetworkPolicy.Key(draft.cluster(), draft.namespace(), name));
    return other != null && !sameContent(other, draft);
  }

  private static boolean sameContent(NetworkPolicy a, NetworkPolicy b) {
    return a.podSelector().equals(b.podSelector())
        && a.isolates().equals(b.isolates())
        && a.ingress().equals(b.ingress())
        && a.egress().equals(b.egress());
  }
}
