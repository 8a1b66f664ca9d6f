package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that policies look at; what is not here cannot tell two pods or two ports apart. Rules of a
 * direction that their policy does not isolate are inert and left out.
 *
 * @param clusters the policies' clusters
 * @param podLabels keys of pod labels
 * @param ports port entries
 * @param blocks ipBlocks, without duplicates
 */
public record Vocabulary(
    Set<String> clusters,
    Set<String> podLabels,
    Set<PolicyPort> ports,
    List<PolicyPeer.IpBlock> blocks) {

  public static Vocabulary of(Filters filters) {
    Set<PolicyPeer> peers = new LinkedHashSet<>();
    Vocabulary found =
        new Vocabulary(new HashSet<>(), new HashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    filters.all().forEach(filter -> filter.policies().forEach(p -> found.add(p, peers)));
    peers.forEach(found::addPeer);
    return found;
  }

  private void add(NetworkPolicy policy, Set<PolicyPeer> peers) {
    clusters.add(policy.cluster());
    addKeys(policy.podSelector());
    for (Direction direction : policy.isolates()) {
      for (PolicyRule rule : policy.rules(direction)) {
        ports.addAll(rule.ports());
        peers.addAll(rule.peers());
      }
    }
  }

  private void addPeer(PolicyPeer peer) {
    if (peer instanceof PolicyPeer.IpBlock block) {
      blocks.add(block);
    } else {
      ((PolicyPeer.Pods) peer).pods().ifPresent(this::addKeys);
    }
  }

  private void addKeys(LabelSelector selector) {
    selector.requirements().stream().map(LabelRequirement::key).forEach(podLabels::add);
  }

  /** The port names in use. */
  Set<PolicyPort.Named> names() {
    Set<PolicyPort.Named> names = new HashSet<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Named named) {
        names.add(named);
      }
    }
    return names;
  }

  /** Whether there are policies to which this cluster is a foreign one. */
  boolean hasForeignersTo(String cluster) {
    return clusters.size() > (clusters.contains(cluster) ? 1 : 0);
  }
}
