package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Looks at policies and workloads themselves: who is left open, and which rules admit anybody. */
public final class PolicyAuditor {
  private final Inventory inventory;
  private final PolicySet policies;
  private final Evaluator evaluator;

  /** Backends of Services that are declared public, as {@code pod protocol port}. */
  private final Set<String> declaredPublic = new HashSet<>();

  public PolicyAuditor(Inventory inventory, PolicySet policies, EngineProfile engine) {
    this.inventory = inventory;
    this.policies = policies;
    this.evaluator = new Evaluator(policies, inventory, engine);
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

  /**
   * Looks.
   *
   * @param subjects workloads that policies are meant for: neither the system's nor hostNetwork
   * @param edges what was recorded
   */
  public List<PolicyFinding> audit(Collection<Workload> subjects, Collection<JudgedEdge> edges) {
    List<PolicyFinding> findings = new ArrayList<>(withoutPolicy(subjects, edges));
    for (NetworkPolicy policy : policies.policies()) {
      for (Direction direction : policy.isolates()) {
        for (int i = 0; i < policy.rules(direction).size(); i++) {
          addWideOpen(findings, policy, direction, i);
        }
      }
    }
    return findings.stream().sorted().toList();
  }

  // --- no-policy

  private List<PolicyFinding> withoutPolicy(
      Collection<Workload> subjects, Collection<JudgedEdge> edges) {
    Map<Workload, Integer> traffic = new TreeMap<>();
    for (JudgedEdge judged : edges) {
      if (!judged.edge().key().denied()) {
        if (judged.edge().key().client() instanceof Workload client) {
          traffic.merge(client, 1, Integer::sum);
        }
        if (judged.edge().key().server() instanceof Workload server) {
          traffic.merge(server, 1, Integer::sum);
        }
      }
    }
    traffic.keySet().retainAll(subjects);
    List<PolicyFinding> findings = new ArrayList<>();
    traffic.forEach(
        (workload, count) ->
            open(workload).forEach(open -> findings.add(leftOpen(workload, open, count))));
    return findings;
  }

  private static PolicyFinding leftOpen(Workload workload, Direction open, int edges) {
    return new PolicyFinding(
        FindingRule.NO_POLICY,
        workload.cluster(),
        workload.namespace(),
        workload.title(),
        open.word(),
        Optional.empty(),
        "no policy isolates its "
            + open.word()
            + ", and "
            + (edges == 1 ? "1 edge of it was" : edges + " edges of it were")
            + " recorded");
  }

  /** The directions in which at least one of its pods is isolated by nothing. */
  private Set<Direction> open(Workload workload) {
    Set<Direction> open = EnumSet.noneOf(Direction.class);
    for (Pod pod : pods(workload)) {
      for (Direction direction : Direction.values()) {
        if (evaluator.isolating(pod, direction).isEmpty()) {
          open.add(direction);
        }
      }
    }
    return open;
  }

  // --- wide-open

  private void addWideOpen(
      List<PolicyFinding> findings, NetworkPolicy policy, Direction direction, int index) {
    PolicyRule rule = policy.rules(direction).get(index);
    String whom = anybody(rule);
    if (!whom.isEmpty() && !isDeclared(policy, direction, rule)) {
      findings.add(
          PolicyFinding.of(
              FindingRule.WIDE_OPEN,
              policy,
              PolicyFinding.rulePart(direction, index),
              "the rule admits "
                  + whom
                  + (rule.ports().isEmpty()
                      ? " on every port"
                      : " on "
                          + rule.ports().stream()
                              .map(PolicyPort::toString)
                              .collect(Collectors.joining(", ")))));
    }
  }

  /** Whom a rule admits, where that is everybody of some kind; else "". */
  private static String anybody(PolicyRule rule) {
    if (rule.peers().isEmpty()) {
      return "anybody, in and outside the cluster";
    }
    for (PolicyPeer peer : rule.peers()) {
      if (peer instanceof PolicyPeer.IpBlock block && block.cidr().prefixLength() == 0) {
        return "every address of " + block;
      }
      if (peer instanceof PolicyPeer.Pods pods
          && pods.namespaces().filter(LabelSelector::isEverything).isPresent()
          && pods.pods().map(LabelSelector::isEverything).orElse(true)) {
        return "every pod of every namespace";
      }
    }
    return "";
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
