package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where ranges of ports begin that some rules may treat differently from the ports before. Within a
 * range the rules treat every port alike, so one port of it is asked about.
 *
 * @param starts sorted and distinct; protocol ordinal times 65536 plus port
 */
public record PortCuts(List<Integer> starts) {
  private static final int SPAN = PortSet.LAST_PORT + 1;

  /** Only the protocols themselves. */
  static final PortCuts PROTOCOLS =
      new PortCuts(Arrays.stream(Protocol.values()).map(protocol -> start(protocol, 1)).toList());

  /** Keeps its own copy. */
  public PortCuts {
    starts = List.copyOf(starts);
  }

  private static int start(Protocol protocol, int port) {
    return protocol.ordinal() * SPAN + port;
  }

  /** The cuts of the numeric ports of some rules. */
  static PortCuts of(Collection<PolicyRule> rules) {
    Set<Integer> starts = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (PolicyPort port : rule.ports()) {
        if (port instanceof PolicyPort.Range range) {
          add(starts, range.protocol(), range.from(), range.to());
          // An engine that does not know endPort reads the first port alone.
          add(starts, range.protocol(), range.from(), range.from());
        }
      }
    }
    return new PortCuts(List.copyOf(starts));
  }

  /** The same, and cuts around each port that a pod declares. */
  PortCuts around(Collection<ContainerPort> declared) {
    Set<Integer> all = new TreeSet<>(starts);
    for (ContainerPort port : declared) {
      Protocol.ofWord(port.protocol())
          .ifPresent(protocol -> add(all, protocol, port.number(), port.number()));
    }
    return new PortCuts(List.copyOf(all));
  }

  private static void add(Set<Integer> starts, Protocol protocol, int from, int to) {
    starts.add(start(protocol, from));
    if (to < PortSet.LAST_PORT) {
      starts.add(start(protocol, to + 1));
    }
  }

  /** The ranges between the cuts of both and of the protocols. */
  List<PolicyPort.Range> rangesWith(PortCuts other) {
    Set<Integer> all = new TreeSet<>(PROTOCOLS.starts);
    all.addAll(starts);
    all.addAll(other.starts);
    List<Integer> sorted = List.copyOf(all);
    List<PolicyPort.Range> ranges = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      int start = sorted.get(i);
      int endOfProtocol = start / SPAN * SPAN + SPAN;
      int next = i + 1 < sorted.size() ? sorted.get(i + 1) : endOfProtocol;
      int last = Math.min(next, endOfProtocol) - 1;
      ranges.add(new PolicyPort.Range(Protocol.values()[start / SPAN], start % SPAN, last % SPAN));
    }
    return ranges;
  }
}
