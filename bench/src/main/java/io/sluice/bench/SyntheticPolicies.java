package io.sluice.bench;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policies of a {@link SyntheticCluster}. Three namespaces in four deny by default, one of them
 * in both directions, and allow DNS; the others have single policies. Allowed are neighbours by app
 * and named port, the ingress controllers, the monitoring, teams by namespace labels, and blocks of
 * addresses with exceptions, in and outside the cluster.
 */
final class SyntheticPolicies {
  private static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
  private static final Set<Direction> INGRESS = EnumSet.of(Direction.INGRESS);
  private static final Set<Direction> EGRESS = EnumSet.of(Direction.EGRESS);

  private final ClusterSize size;
  private final Random random;
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private int podBlocks;

  SyntheticPolicies(ClusterSize size, Random random) {
    this.size = size;
    this.random = random;
    for (int i = 0; i < size.policies(); i++) {
      add(i % size.namespaces(), i / size.namespaces());
    }
  }

  PolicySet policies() {
    return PolicySet.of(policies);
  }

  /** The first policy of a namespace closes it, unless it is one in four; the others allow. */
  private void add(int namespace, int index) {
    boolean closed = namespace % 4 != 0;
    boolean bothWays = namespace % 4 == 1;
    if (index == 0 && closed) {
      policy(namespace, index, LabelSelector.EVERYTHING, bothWays ? BOTH : INGRESS, dns(bothWays));
      return;
    }
    switch (random.nextInt(7)) {
      case 0 -> policy(namespace, index, component("web"), INGRESS, fromIngress());
      case 1 ->
          policy(
              namespace,
              index,
              closed ? LabelSelector.EVERYTHING : app(),
              INGRESS,
              fromMonitoring());
      case 2 -> policy(namespace, index, app(), INGRESS, fromTeam());
      case 3 -> policy(namespace, index, app(), EGRESS, toBlocks());
      case 4 -> policy(namespace, index, tier(), INGRESS, fromBlocks());
      default -> neighbours(namespace, index, bothWays);
    }
  }

  private void neighbours(int namespace, int index, boolean bothWays) {
    PolicyPeer peer = new PolicyPeer.Pods(Optional.empty(), Optional.of(app()));
    PolicyRule rule = new PolicyRule(List.of(peer), List.of(named("http"), named("data")));
    boolean egress = bothWays && random.nextBoolean();
    policy(namespace, index, app(), egress ? EGRESS : INGRESS, List.of(rule));
  }

  private void policy(
      int namespace,
      int index,
      LabelSelector subjects,
      Set<Direction> isolates,
      List<PolicyRule> rules) {
    boolean egress = isolates.contains(Direction.EGRESS);
    policies.add(
        new NetworkPolicy(
            "",
            SyntheticCluster.namespace(namespace),
            "policy-" + index,
            subjects,
            isolates,
            egress ? List.of() : rules,
            egress ? rules : List.of(),
            new ObjectOrigin("synthetic", policies.size() + 1)));
  }

  private static List<PolicyRule> dns(boolean allowed) {
    PolicyPeer dns =
        new PolicyPeer.Pods(
            Optional.of(inNamespace(0)), Optional.of(LabelSelector.of(Map.of("app", "api-0"))));
    return allowed
        ? List.of(
            new PolicyRule(
                List.of(dns),
                List.of(
                    PolicyPort.Range.of(Protocol.UDP, 53), PolicyPort.Range.of(Protocol.TCP, 53))))
        : List.of();
  }

  private static List<PolicyRule> fromIngress() {
    return rule(
        List.of(new PolicyPeer.Pods(Optional.of(inNamespace(1)), Optional.empty())),
        List.of(number(443), named("http")));
  }

  private static List<PolicyRule> fromMonitoring() {
    return rule(
        List.of(
            new PolicyPeer.Pods(
                Optional.of(inNamespace(2)),
                Optional.of(LabelSelector.of(Map.of("tier", "backend"))))),
        List.of(named("metrics")));
  }

  private List<PolicyRule> fromTeam() {
    LabelSelector team =
        LabelSelector.of(
            List.of(
                LabelRequirement.equal("team", "t" + random.nextInt(40)),
                LabelRequirement.notIn("env", new TreeSet<>(Set.of("dev")))));
    int port = 7000 + random.nextInt(40);
    return rule(
        List.of(new PolicyPeer.Pods(Optional.of(team), Optional.of(component("api")))),
        List.of(number(port), new PolicyPort.Range(Protocol.TCP, 30_000, 30_000 + port)));
  }

  private List<PolicyRule> toBlocks() {
    boolean amongPods = podBlocks++ < size.podBlocks();
    int first = amongPods ? 0x0A00_0000 + random.nextInt(size.pods()) : 0x0AF1_0000;
    Cidr inside = new Cidr(IpAddress.ofV4(first), 24);
    Cidr outside = new Cidr(IpAddress.ofV4(0xCB00_7100 + random.nextInt(256)), 32);
    return rule(
        List.of(
            new PolicyPeer.IpBlock(inside, List.of()), new PolicyPeer.IpBlock(outside, List.of())),
        List.of(number(443), number(5432)));
  }

  private static List<PolicyRule> fromBlocks() {
    Cidr all = new Cidr(IpAddress.ofV4(0x0A00_0000), 8);
    Cidr nodes = new Cidr(IpAddress.ofV4(0x0AF0_0000), 16);
    return rule(
        List.of(new PolicyPeer.IpBlock(all, List.of(nodes))), List.of(number(443), named("http")));
  }

  private static List<PolicyRule> rule(List<PolicyPeer> peers, List<PolicyPort> ports) {
    return List.of(new PolicyRule(peers, ports));
  }

  private LabelSelector app() {
    int workload = random.nextInt(size.workloads());
    return LabelSelector.of(Map.of("app", SyntheticCluster.app(workload, size)));
  }

  private LabelSelector tier() {
    return LabelSelector.of(Map.of("tier", random.nextBoolean() ? "backend" : "frontend"));
  }

  private static LabelSelector component(String component) {
    return LabelSelector.of(Map.of("component", component));
  }

  private static LabelSelector inNamespace(int number) {
    return LabelSelector.of(
        Map.of("kubernetes.io/metadata.name", SyntheticCluster.namespace(number)));
  }

  private static PolicyPort named(String name) {
    return new PolicyPort.Named(Protocol.TCP, name);
  }

  private static PolicyPort number(int port) {
    return PolicyPort.Range.of(Protocol.TCP, port);
  }
}
