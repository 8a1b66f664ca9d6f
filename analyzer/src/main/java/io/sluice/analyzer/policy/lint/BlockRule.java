package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for blocks that hold addresses of the cluster itself. A block as wide as a whole private
 * range, or wider, means "the inside" or "everything": of such it only tells that it holds pods,
 * and of {@code 0.0.0.0/0} not even that.
 */
final class BlockRule implements LintRule.OfRule {
  private static final int WIDEST_V4 = 8;
  private static final int WIDEST_V6 = 7;

  /** RFC 1918, 6598 and 4193. */
  private static final List<Cidr> PRIVATE =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
          .map(text -> Cidr.parse(text).orElseThrow())
          .toList();

  @Override
  public void check(RuleRef ref, PolicyRule rule, KnownCluster cluster, Report report) {
    for (int i = 0; i < rule.peers().size(); i++) {
      if (rule.peers().get(i) instanceof PolicyPeer.IpBlock block && !isEverything(block.cidr())) {
        Check check = new Check(ref, i, block, cluster, report);
        if (!check.pods() && PRIVATE.stream().noneMatch(block.cidr()::contains)) {
          check.services();
          check.nodes();
        }
      }
    }
  }

  private static boolean isEverything(Cidr cidr) {
    return cidr.prefixLength() < (cidr.base().v6() ? WIDEST_V6 : WIDEST_V4);
  }

  private record Check(
      RuleRef ref, int index, PolicyPeer.IpBlock block, KnownCluster cluster, Report report) {
    private String name() {
      return Peers.name(ref, index) + " " + block;
    }

    boolean pods() {
      List<Pod> held = cluster.livePods().stream().filter(pod -> holds(pod.addresses())).toList();
      Optional<String> range =
          cluster.nodes().stream()
              .flatMap(node -> node.podCidrs().stream())
              .filter(text -> Cidr.parse(text).filter(r -> overlaps(r)).isPresent())
              .findFirst();
      if (held.isEmpty() && range.isEmpty()) {
        return false;
      }
      String what =
          held.isEmpty()
              ? "lies on the nodes' pod range " + range.orElseThrow()
              : held.size() == 1
                  ? "holds the address of pod " + held.get(0).title()
                  : "holds the addresses of " + held.size() + " pods";
      report.addOfPeer(
          FindingKind.BLOCK_HOLDS_PODS,
          ref,
          index,
          name()
              + " "
              + what
              + ": a pod's address changes with the pod, and Cilium matches no pod by address; to"
              + " mean pods, select them by labels, and otherwise cut them out with except");
      return true;
    }

    void services() {
      List<Service> held = cluster.services().stream().filter(s -> holds(s.clusterIps())).toList();
      if (!held.isEmpty()) {
        report.addOfPeer(
            FindingKind.BLOCK_HOLDS_SERVICES,
            ref,
            index,
            name()
                + " holds the cluster address of "
                + (held.size() == 1
                    ? "Service " + held.get(0).title()
                    : held.size() + " Services, such as " + held.get(0).title())
                + ": most engines see the pod behind it instead, and its target port; select the pods"
                + " by labels");
      }
    }

    void nodes() {
      List<Node> held = cluster.nodes().stream().filter(node -> holds(node.addresses())).toList();
      if (!held.isEmpty()) {
        report.addOfPeer(
            FindingKind.BLOCK_HOLDS_NODES,
            ref,
            index,
            name()
                + " holds the address of "
                + (held.size() == 1 ? "node " + held.get(0).name() : held.size() + " nodes")
                + ": nodes come and go, and Cilium as AKS runs it matches no node by address");
      }
    }

    private boolean holds(List<IpAddress> addresses) {
      return addresses.stream().anyMatch(block::holds);
    }

    private boolean overlaps(Cidr range) {
      return block.cidr().overlaps(range)
          && block.except().stream()
              .noneMatch(except -> except.contains(range) || except.contains(block.cidr()));
    }
  }
}
