package io.sluice.recommender.recommend.privilege;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Ports cut into pieces so that every entry of a rule is some of them and every observed port is
 * one of its own. Ranges that overlap are then counted once, and each port in them as one.
 */
final class PortPieces {
  private static final int LAST = 65535;

  private final Map<Protocol, TreeSet<Integer>> starts = new EnumMap<>(Protocol.class);
  private final Map<PolicyPort, List<PolicyPort.Range>> known = new HashMap<>();

  PortPieces(PolicySet policies, Collection<PolicyPort> observed) {
    for (Protocol protocol : Protocol.values()) {
      starts.put(protocol, new TreeSet<>(List.of(1)));
    }
    for (NetworkPolicy policy : policies.policies()) {
      for (Direction direction : policy.isolates()) {
        for (PolicyRule rule : policy.rules(direction)) {
          rule.ports().forEach(this::cut);
        }
      }
    }
    observed.forEach(this::cut);
  }

  private void cut(PolicyPort port) {
    if (port instanceof PolicyPort.Range range) {
      NavigableSet<Integer> of = starts(range.protocol());
      of.add(range.from());
      of.add(range.to() + 1);
    }
  }

  private NavigableSet<Integer> starts(Protocol protocol) {
    return starts.getOrDefault(protocol, new TreeSet<>());
  }

  /** The pieces of an entry; none of a name, which proposals do not have. */
  List<PolicyPort.Range> of(PolicyPort port) {
    return known.computeIfAbsent(port, this::cutUp);
  }

  private List<PolicyPort.Range> cutUp(PolicyPort port) {
    if (port instanceof PolicyPort.Any any) {
      return pieces(any.protocol(), 1, LAST);
    }
    return port instanceof PolicyPort.Range range
        ? pieces(range.protocol(), range.from(), range.to())
        : List.of();
  }

  private List<PolicyPort.Range> pieces(Protocol protocol, int from, int to) {
    List<PolicyPort.Range> pieces = new ArrayList<>();
    int start = from;
    for (int next : starts(protocol).subSet(from, false, to, true)) {
      pieces.add(new PolicyPort.Range(protocol, start, next - 1));
      start = next;
    }
    pieces.add(new PolicyPort.Range(protocol, start, to));
    return pieces;
  }
}
