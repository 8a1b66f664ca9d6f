package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.analyzer.policy.lint.known.KnownCluster.Match;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a namespaceSelector and a podSelector that stand as two items, where one was meant. Two
 * items are said to be meant as one if the second adds nothing to the first, or if the policy's own
 * namespace has no such pod and the selected namespaces have one.
 */
final class DashRule implements LintRule.OfRule {
  @Override
  public void check(RuleRef ref, PolicyRule rule, KnownCluster cluster, Report report) {
    String own = ref.policy().namespace();
    for (int i = 0; i < rule.peers().size(); i++) {
      Optional<Integer> namespaceItem = splitFrom(rule.peers(), i, own, cluster);
      if (namespaceItem.isPresent()) {
        String all = Peers.name(ref, namespaceItem.get());
        String pods = Peers.name(ref, i);
        report.addOfPeer(
            FindingKind.PROBABLE_DASH_ERROR,
            ref,
            i,
            all
                + " admits all pods of its namespaces, and "
                + pods
                + " "
                + rule.peers().get(i)
                + " of "
                + own
                + why(rule.peers().get(namespaceItem.get()), own, cluster)
                + ": to mean such pods of those namespaces, drop the dash before podSelector, so"
                + " that both stand in one item");
      }
    }
  }

  private static String why(PolicyPeer all, String own, KnownCluster cluster) {
    return holds(all, own, cluster) ? ", which is among them" : ", where there are none";
  }

  /** The item that the podSelector at an index was probably meant to stand in. */
  static Optional<Integer> splitFrom(
      List<PolicyPeer> peers, int index, String own, KnownCluster cluster) {
    if (!(peers.get(index) instanceof PolicyPeer.Pods pods)
        || pods.namespaces().isPresent()
        || pods.pods().map(LabelSelector::isEverything).orElse(true)) {
      return Optional.empty();
    }
    for (int i = 0; i < peers.size(); i++) {
      if (peers.get(i) instanceof PolicyPeer.Pods all
          && all.namespaces().isPresent()
          && all.pods().isEmpty()
          && (holds(all, own, cluster) || onlyThere(all, pods, own, cluster))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean holds(PolicyPeer all, String own, KnownCluster cluster) {
    return all instanceof PolicyPeer.Pods pods
        && pods.namespaces().filter(s -> cluster.matches(s, own) == Match.YES).isPresent();
  }

  private static boolean onlyThere(
      PolicyPeer.Pods all, PolicyPeer.Pods pods, String own, KnownCluster cluster) {
    LabelSelector selector = pods.pods().orElseThrow();
    return !cluster.groupsIn(own).isEmpty()
        && cluster.groupsIn(own).stream().noneMatch(g -> selector.matches(g.labels()))
        && Peers.selected(all, own, cluster).stream().anyMatch(g -> selector.matches(g.labels()));
  }
}
