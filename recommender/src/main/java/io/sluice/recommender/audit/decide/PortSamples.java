package io.sluice.recommender.audit.decide;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.decision.PortPattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Ports of which one stands for each that policies can tell apart: every range begins at one of
 * them or right behind another range's end.
 */
final class PortSamples {
  private static final int MAX = 65535;

  private final Map<Protocol, SortedSet<Integer>> cuts = new EnumMap<>(Protocol.class);

  /** A port of a protocol. */
  record Sample(Protocol protocol, int port) {}

  PortSamples(PolicySet policies, Inventory inventory) {
    for (Protocol protocol : Protocol.values()) {
      cuts.put(protocol, new TreeSet<>(List.of(1)));
    }
    boolean named = false;
    for (NetworkPolicy policy : policies.policies()) {
      for (Direction direction : policy.isolates()) {
        for (PolicyRule rule : policy.rules(direction)) {
          rule.ports().forEach(this::cut);
          named |= rule.ports().stream().anyMatch(PolicyPort.Named.class::isInstance);
        }
      }
    }
    if (named) {
      for (Pod pod : inventory.pods()) {
        pod.ports().forEach(this::cut);
      }
    }
  }

  private void cut(PolicyPort port) {
    if (port instanceof PolicyPort.Range range) {
      cut(range.protocol(), range.from(), range.to());
    }
  }

  private void cut(ContainerPort port) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.name().equals(port.protocol())) {
        cut(protocol, port.number(), port.number());
      }
    }
  }

  private void cut(Protocol protocol, int from, int to) {
    SortedSet<Integer> of = cuts.getOrDefault(protocol, new TreeSet<>());
    of.add(from);
    of.add(to + 1);
  }

  /** Those that a decision is about, sorted. */
  List<Sample> in(Optional<PortPattern> pattern) {
    List<Sample> samples = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      if (pattern.isEmpty()) {
        add(samples, protocol, 1, MAX);
      } else if (pattern.get().protocol() == protocol) {
        add(samples, protocol, Math.max(1, pattern.get().first()), pattern.get().last());
      }
    }
    return samples;
  }

  private void add(List<Sample> samples, Protocol protocol, int first, int last) {
    samples.add(new Sample(protocol, first));
    for (int cut : cuts.getOrDefault(protocol, new TreeSet<>())) {
      if (cut > first && cut <= last) {
        samples.add(new Sample(protocol, cut));
      }
    }
  }
}
