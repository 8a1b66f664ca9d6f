package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.Absence;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.analyzer.policy.lint.known.KnownCluster.Match;
import io.sluice.analyzer.policy.lint.known.PodGroup;
import io.sluice.analyzer.policy.lint.known.Typo;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for peers that select no pod, or only pods that no selector reaches. */
final class PeerRule implements LintRule.OfRule {
  @Override
  public void check(RuleRef ref, PolicyRule rule, KnownCluster cluster, Report report) {
    for (int i = 0; i < rule.peers().size(); i++) {
      if (rule.peers().get(i) instanceof PolicyPeer.Pods pods
          && cluster.hasPods()
          && DashRule.splitFrom(rule.peers(), i, ref.policy().namespace(), cluster).isEmpty()) {
        new Check(ref, i, pods, cluster, report).run();
      }
    }
  }

  private record Check(
      RuleRef ref, int index, PolicyPeer.Pods peer, KnownCluster cluster, Report report) {
    private String name() {
      return Peers.name(ref, index);
    }

    void run() {
      String own = ref.policy().namespace();
      if (peer.namespaces().isEmpty()) {
        pods(cluster.groupsIn(own), own, cluster.isObserved(own), true);
        return;
      }
      LabelSelector selector = peer.namespaces().get();
      SortedSet<String> certain = cluster.namespaces(selector, Match.YES);
      SortedSet<String> possible = cluster.namespaces(selector, Match.UNKNOWN);
      if (certain.isEmpty() && possible.isEmpty()) {
        namespaces(selector);
        return;
      }
      SortedSet<String> all = new TreeSet<>(certain);
      all.addAll(possible);
      String where =
          certain.size() == 1 && possible.isEmpty() ? certain.first() : "these namespaces";
      pods(cluster.groupsIn(all), where, cluster.isWide(), false);
    }

    private void pods(List<PodGroup> groups, String where, boolean seen, boolean own) {
      LabelSelector selector = peer.pods().orElse(LabelSelector.EVERYTHING);
      List<PodGroup> selected =
          groups.stream().filter(group -> selector.matches(group.labels())).toList();
      if (!selected.isEmpty()) {
        hostNetwork(selector, selected, seen);
        return;
      }
      Absence.of(selector, groups).ifPresent(absence -> absent(absence, where, seen, own));
    }

    /** A label that no pod has at all is often one that clients are to opt in with. */
    private void absent(Absence absence, String where, boolean seen, boolean own) {
      Optional<String> elsewhere = own ? elsewhere(absence.selector()) : Optional.empty();
      boolean optIn = absence.unknownKey().isPresent() && elsewhere.isEmpty();
      if (absence.isTypo() || (seen && !optIn)) {
        report.addOfPeer(
            FindingKind.PEER_SELECTS_NOTHING,
            ref,
            index,
            name() + " selects nothing: " + absence.words(where) + elsewhere.orElse(""));
      }
    }

    private Optional<String> elsewhere(LabelSelector selector) {
      return cluster.allGroups().stream()
          .filter(group -> selector.matches(group.labels()))
          .map(PodGroup::namespace)
          .min(String::compareTo)
          .map(
              namespace ->
                  "; pods of "
                      + namespace
                      + " have it: to mean those, put a namespaceSelector into the same item");
    }

    private void hostNetwork(LabelSelector selector, List<PodGroup> selected, boolean seen) {
      if (seen && !selector.isEverything() && selected.stream().allMatch(PodGroup::hostNetwork)) {
        report.addOfPeer(
            FindingKind.HOST_NETWORK_ONLY,
            ref,
            index,
            name()
                + " selects only pods with hostNetwork: their traffic has the node's address, which"
                + " no selector matches; use an ipBlock for the nodes");
      }
    }

    private void namespaces(LabelSelector selector) {
      boolean byName =
          selector.requirements().stream()
              .allMatch(r -> r.key().equals(KnownCluster.NAMESPACE_NAME));
      if (!cluster.listsNamespaces()) {
        return;
      }
      report.addOfPeer(
          byName ? FindingKind.NAMESPACE_UNKNOWN : FindingKind.PEER_SELECTS_NOTHING,
          ref,
          index,
          name() + " selects nothing: no namespace has " + selector + byNameInstead(selector));
    }

    /** People write {@code name: kube-system}, and few namespaces have such a label. */
    private String byNameInstead(LabelSelector selector) {
      for (LabelRequirement requirement : selector.requirements()) {
        for (String value : requirement.values()) {
          if (requirement.key().equals(KnownCluster.NAMESPACE_NAME)) {
            Optional<String> near =
                cluster.namespaces().keySet().stream()
                    .filter(name -> Typo.between(name, value))
                    .findFirst();
            if (near.isPresent()) {
              return "; there is a namespace " + near.get();
            }
          } else if (cluster.namespaces().containsKey(value)) {
            return "; to mean the namespace "
                + value
                + ", ask for "
                + KnownCluster.NAMESPACE_NAME
                + "="
                + value;
          }
        }
      }
      return "";
    }
  }
}
