package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.analyzer.policy.lint.known.PodGroup;
import io.sluice.analyzer.policy.lint.known.Typo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for ports' names that no pod declares, or for which pods declare several numbers. A name is
 * looked up on the pods that the traffic goes to.
 */
final class NamedPortRule implements LintRule.OfRule {
  @Override
  public void check(RuleRef ref, PolicyRule rule, KnownCluster cluster, Report report) {
    for (int i = 0; i < rule.ports().size(); i++) {
      if (rule.ports().get(i) instanceof PolicyPort.Named named) {
        int port = i;
        Optional<List<PodGroup>> servers = servers(ref, rule, cluster);
        servers
            .filter(pods -> !pods.isEmpty() && pods.stream().allMatch(p -> p.ports().isPresent()))
            .ifPresent(pods -> check(ref, port, named, pods, report));
      }
    }
  }

  /** The pods that the name is looked up on; empty where not all of them can be known. */
  private static Optional<List<PodGroup>> servers(
      RuleRef ref, PolicyRule rule, KnownCluster cluster) {
    String own = ref.policy().namespace();
    if (ref.direction() == Direction.INGRESS) {
      return Optional.of(Peers.subjects(ref.policy(), cluster));
    }
    List<PodGroup> servers = new ArrayList<>();
    for (PolicyPeer peer : rule.peers()) {
      boolean here = peer instanceof PolicyPeer.Pods pods && pods.namespaces().isEmpty();
      if (peer instanceof PolicyPeer.Pods && !here && !cluster.listsNamespaces()) {
        return Optional.empty();
      }
      servers.addAll(Peers.selected(peer, own, cluster));
    }
    return Optional.of(servers);
  }

  private static void check(
      RuleRef ref, int index, PolicyPort.Named port, List<PodGroup> servers, Report report) {
    SortedSet<Integer> numbers = new TreeSet<>();
    SortedSet<String> names = new TreeSet<>();
    boolean onePod = false;
    boolean otherProtocol = false;
    for (PodGroup pods : servers) {
      SortedSet<Integer> own = new TreeSet<>();
      for (ContainerPort declared : pods.ports().orElseThrow()) {
        boolean sameProtocol = declared.protocol().equals(port.protocol().name());
        if (!declared.name().isEmpty() && sameProtocol) {
          names.add(declared.name());
        }
        if (declared.name().equals(port.name())) {
          otherProtocol |= !sameProtocol;
          if (sameProtocol) {
            own.add(declared.number());
          }
        }
      }
      onePod |= own.size() > 1;
      numbers.addAll(own);
    }
    if (numbers.isEmpty()) {
      report.addOfPort(
          FindingKind.NAMED_PORT_UNDECLARED, ref, index, undeclared(port, otherProtocol, names));
    } else if (numbers.size() > 1) {
      report.addOfPort(
          FindingKind.NAME_WITH_SEVERAL_NUMBERS, ref, index, several(port, onePod, numbers));
    }
  }

  private static String undeclared(
      PolicyPort.Named port, boolean otherProtocol, SortedSet<String> names) {
    String none =
        "none of the pods that it leads to declares "
            + port.protocol()
            + " port "
            + port.name()
            + ", so it opens nothing; ";
    if (otherProtocol) {
      return none + "they declare " + port.name() + " with another protocol";
    }
    return none
        + names.stream()
            .filter(name -> Typo.between(name, port.name()))
            .findFirst()
            .map(name -> "they declare " + name)
            .orElse(
                names.isEmpty()
                    ? "use the number, or name the port in the container"
                    : "they declare " + String.join(", ", names));
  }

  private static String several(PolicyPort.Named port, boolean onePod, SortedSet<Integer> numbers) {
    return "port "
        + port.name()
        + " stands for "
        + String.join(" and ", numbers.stream().map(String::valueOf).toList())
        + (onePod ? " on one pod" : " on different pods")
        + ", which engines read differently; use the numbers";
  }
}
