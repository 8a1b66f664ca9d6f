package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.lint.known.Absence;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.analyzer.policy.lint.known.PodGroup;
import java.util.List;

/** Looks for a policy that selects no pod, or only pods that no policy reaches. */
final class SubjectRule implements LintRule {
  @Override
  public void check(NetworkPolicy policy, KnownCluster cluster, Report report) {
    List<PodGroup> pods = cluster.groupsIn(policy.namespace());
    LabelSelector selector = policy.podSelector();
    List<PodGroup> selected =
        pods.stream().filter(group -> selector.matches(group.labels())).toList();
    if (pods.isEmpty()) {
      checkNamespace(policy, cluster, report);
    } else if (selected.isEmpty()) {
      checkSelector(policy, cluster, report);
    } else if (selected.stream().allMatch(PodGroup::hostNetwork)) {
      report.addOfSelector(
          FindingKind.HOST_NETWORK_ONLY,
          policy,
          "podSelector "
              + selector
              + " selects only pods with hostNetwork, and engines apply policies to none of those:"
              + " the policy has no effect");
    }
  }

  private static void checkNamespace(NetworkPolicy policy, KnownCluster cluster, Report report) {
    if (cluster.listsNamespaces() && !cluster.namespaces().containsKey(policy.namespace())) {
      report.add(
          FindingKind.NAMESPACE_UNKNOWN,
          policy,
          "the cluster has no namespace " + policy.namespace() + ", so the policy selects nothing");
    }
  }

  private static void checkSelector(NetworkPolicy policy, KnownCluster cluster, Report report) {
    String namespace = policy.namespace();
    Absence.of(policy.podSelector(), cluster.groupsIn(namespace))
        .filter(absence -> cluster.isObserved(namespace) || absence.isTypo())
        .ifPresent(
            absence ->
                report.addOfSelector(
                    FindingKind.SELECTS_NOTHING,
                    policy,
                    "the policy selects nothing: " + absence.words(namespace)));
  }
}
