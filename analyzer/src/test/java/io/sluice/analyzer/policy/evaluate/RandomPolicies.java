package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Small clusters and policies by chance, so dense that most rules meet some connection. */
final class RandomPolicies {
  private static final String[] NAMESPACES = {"a", "b"};
  private static final String[] KEYS = {"app", "tier"};
  private static final String[] VALUES = {"x", "y", ""};
  private static final String[] PORT_NAMES = {"http", "dns"};
  private static final int[] PORTS = {1, 53, 80, 81, 8080, 65535};

  private final Random random;
  private final PolicyFixture cluster;

  RandomPolicies(Random random, PolicyFixture cluster) {
    this.random = random;
    this.cluster = cluster;
    if (random.nextBoolean()) {
      cluster.namespace("a", "tier=x").namespace("b", "app=y");
    }
  }

  Pod pod() {
    List<String> labels = new ArrayList<>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        labels.add(key + "=" + pick(VALUES));
      }
    }
    Pod pod = cluster.pod(pick(NAMESPACES) + "/p", labels.toArray(String[]::new));
    Pod placed =
        switch (random.nextInt(4)) {
          case 0 -> PolicyFixture.at(pod, v4().toString());
          case 1 -> PolicyFixture.at(pod, v6().toString());
          default -> PolicyFixture.at(pod, v4().toString(), v6().toString());
        };
    return PolicyFixture.listening(
        placed, listOf(3, this::containerPort).toArray(ContainerPort[]::new));
  }

  Object end(List<Pod> pods) {
    return random.nextInt(4) > 0
        ? pods.get(random.nextInt(pods.size()))
        : random.nextBoolean() ? v4() : v6();
  }

  Protocol protocol() {
    return pick(Protocol.values());
  }

  int port() {
    return PORTS[random.nextInt(PORTS.length)];
  }

  List<NetworkPolicy> policies(int count) {
    List<NetworkPolicy> policies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<Direction> isolates = EnumSet.noneOf(Direction.class);
      isolates.add(pick(Direction.values()));
      isolates.add(pick(Direction.values()));
      policies.add(
          new NetworkPolicy(
              "",
              pick(NAMESPACES),
              "p" + i,
              selector(),
              isolates,
              listOf(3, this::rule),
              listOf(3, this::rule),
              new ObjectOrigin("random", i)));
    }
    return policies;
  }

  private PolicyRule rule() {
    return new PolicyRule(listOf(3, this::peer), listOf(3, this::policyPort));
  }

  private PolicyPeer peer() {
    return switch (random.nextInt(4)) {
      case 0 -> new PolicyPeer.Pods(Optional.empty(), Optional.of(selector()));
      case 1 -> new PolicyPeer.Pods(Optional.of(selector()), Optional.empty());
      case 2 -> new PolicyPeer.Pods(Optional.of(selector()), Optional.of(selector()));
      default -> new PolicyPeer.IpBlock(cidr(), listOf(3, this::cidr));
    };
  }

  private PolicyPort policyPort() {
    return switch (random.nextInt(4)) {
      case 0 -> new PolicyPort.Any(protocol());
      case 1 -> new PolicyPort.Named(protocol(), pick(PORT_NAMES));
      case 2 -> PolicyPort.Range.of(protocol(), port());
      default -> {
        int one = port();
        int other = port();
        yield new PolicyPort.Range(protocol(), Math.min(one, other), Math.max(one, other));
      }
    };
  }

  private ContainerPort containerPort() {
    return new ContainerPort(pick(PORT_NAMES), protocol().name(), port(), random.nextInt(4) == 0);
  }

  private LabelSelector selector() {
    return LabelSelector.of(listOf(3, this::requirement));
  }

  private LabelRequirement requirement() {
    Operator operator = pick(Operator.values());
    TreeSet<String> values = new TreeSet<>();
    if (operator.hasValues()) {
      values.add(pick(VALUES));
      values.add(pick(VALUES));
    }
    return new LabelRequirement(pick(KEYS), operator, values);
  }

  private Cidr cidr() {
    return random.nextBoolean()
        ? new Cidr(v4(), random.nextInt(6) == 0 ? 0 : 27 + random.nextInt(6))
        : new Cidr(v6(), random.nextInt(6) == 0 ? 0 : 58 + random.nextInt(71));
  }

  /** Of 16 addresses. */
  private IpAddress v4() {
    return IpAddress.ofV4(0xC6336400 + random.nextInt(16));
  }

  /** Of 64 addresses that differ above and below bit 64. */
  private IpAddress v6() {
    return IpAddress.ofV6(0x2001_0DB8_0000_0000L + random.nextInt(8), random.nextInt(8));
  }

  private <T> List<T> listOf(int below, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(below); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
