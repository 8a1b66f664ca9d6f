package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Finds rules that admit anybody, but for those that Services declare public. */
final class WideOpenRules {
  private record Opening(String whom, ObjectOrigin place) {}

  private final Inventory inventory;

  /** Backends of Services that are declared public, as {@code pod protocol port}. */
  private final Set<String> declaredPublic = new HashSet<>();

  WideOpenRules(Inventory inventory) {
    this.inventory = inventory;
    for (Service service : inventory.services()) {
      if (service.declaredPublic()) {
        service.ports().forEach(port -> addBackends(service, port));
      }
    }
  }

  private void addBackends(Service service, ServicePort port) {
    for (Backend backend :
        inventory.backends(service, port.protocol(), port.port(), inventory.takenAtMillis())) {
      declaredPublic.add(target(backend.pod(), port.protocol(), backend.port()));
    }
  }

  private static String target(Pod pod, String protocol, int port) {
    return pod.id() + " " + protocol + " " + port;
  }

  List<PolicyFinding> find(PolicySet policies) {
    List<PolicyFinding> findings = new ArrayList<>();
    for (NetworkPolicy policy : policies.policies()) {
      for (Direction direction : policy.isolates()) {
        for (int i = 0; i < policy.rules(direction).size(); i++) {
          addWideOpen(findings, policy, direction, i);
        }
      }
    }
    return findings;
  }

  private void addWideOpen(
      List<PolicyFinding> findings, NetworkPolicy policy, Direction direction, int index) {
    PolicyRule rule = policy.rules(direction).get(index);
    RuleRef ref = new RuleRef(policy, direction, index);
    opening(ref, rule)
        .filter(opening -> !isDeclared(policy, direction, rule))
        .map(
            opening ->
                PolicyFinding.of(
                    FindingRule.WIDE_OPEN,
                    ref,
                    opening.place(),
                    "the rule admits " + opening.whom() + ports(rule)))
        .ifPresent(findings::add);
  }

  private static String ports(PolicyRule rule) {
    return rule.ports().isEmpty()
        ? " on every port"
        : " on "
            + rule.ports().stream().map(PolicyPort::toString).collect(Collectors.joining(", "));
  }

  /** Whom a rule admits, where that is everybody of some kind, and where it says so. */
  private static Optional<Opening> opening(RuleRef ref, PolicyRule rule) {
    if (rule.peers().isEmpty()) {
      return Optional.of(new Opening("anybody, in and outside the cluster", ref.origin()));
    }
    for (int i = 0; i < rule.peers().size(); i++) {
      String whom = everybody(rule.peers().get(i));
      if (!whom.isEmpty()) {
        return Optional.of(new Opening(whom, ref.peerOrigin(i)));
      }
    }
    return Optional.empty();
  }

  /** Whom a peer admits, where that is everybody of some kind; else "". */
  private static String everybody(PolicyPeer peer) {
    if (peer instanceof PolicyPeer.IpBlock block && block.cidr().prefixLength() == 0) {
      return "every address of " + block;
    }
    return peer instanceof PolicyPeer.Pods pods
            && pods.namespaces().filter(LabelSelector::isEverything).isPresent()
            && pods.pods().map(LabelSelector::isEverything).orElse(true)
        ? "every pod of every namespace"
        : "";
  }

  /** Whether Services declare public all that an ingress rule opens to the world. */
  private boolean isDeclared(NetworkPolicy policy, Direction direction, PolicyRule rule) {
    if (direction == Direction.EGRESS || rule.ports().isEmpty()) {
      return false;
    }
    List<Pod> selected =
        inventory.workloads().stream()
            .filter(workload -> workload.cluster().equals(policy.cluster()))
            .filter(workload -> workload.namespace().equals(policy.namespace()))
            .flatMap(workload -> pods(workload).stream())
            .filter(pod -> policy.podSelector().matches(pod.labels()))
            .toList();
    return !selected.isEmpty()
        && selected.stream().allMatch(pod -> rule.ports().stream().allMatch(p -> isPublic(pod, p)));
  }

  private boolean isPublic(Pod pod, PolicyPort port) {
    return port instanceof PolicyPort.Range range
        && range.from() == range.to()
        && declaredPublic.contains(target(pod, range.protocol().name(), range.from()));
  }

  /** The pods of a workload that run at the end. */
  private List<Pod> pods(Workload workload) {
    List<Pod> pods = new ArrayList<>();
    RoaringBitmap.and(inventory.podsOf(workload), inventory.livePods())
        .forEach((IntConsumer) id -> pods.add(inventory.pods().get(id)));
    return pods;
  }
}
