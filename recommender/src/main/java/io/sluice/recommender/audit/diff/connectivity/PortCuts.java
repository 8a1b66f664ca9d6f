package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where ranges of ports begin that some rules may treat differently from the ports before. Within a
 * range the rules treat every port alike, so one port of it is asked about.
 *
 * @param starts sorted and distinct; protocol ordinal times 65536 plus port
 */
record PortCuts(int[] starts) {
  private static final int SPAN = PortSet.LAST_PORT + 1;

  /** Only the protocols themselves. */
  static final PortCuts PROTOCOLS = new PortCuts(protocols());

  private static int[] protocols() {
    int[] starts = new int[Protocol.values().length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i * SPAN + 1;
    }
    return starts;
  }

  /** The cuts of the numeric ports of some rules. */
  static PortCuts of(Collection<PolicyRule> rules) {
    TreeSet<Integer> starts = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (PolicyPort port : rule.ports()) {
        if (port instanceof PolicyPort.Range range) {
          add(starts, range.protocol(), range.from(), range.to());
          // An engine that does not know endPort reads the first port alone.
          add(starts, range.protocol(), range.from(), range.from());
        }
      }
    }
    return new PortCuts(starts.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The same, and cuts around each port that a pod declares. */
  PortCuts around(Collection<ContainerPort> declared) {
    TreeSet<Integer> all = new TreeSet<>();
    for (int start : starts) {
      all.add(start);
    }
    for (ContainerPort port : declared) {
      Protocol.ofWord(port.protocol())
          .ifPresent(protocol -> add(all, protocol, port.number(), port.number()));
    }
    return new PortCuts(all.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void add(TreeSet<Integer> starts, Protocol protocol, int from, int to) {
    starts.add(protocol.ordinal() * SPAN + from);
    if (to < PortSet.LAST_PORT) {
      starts.add(protocol.ordinal() * SPAN + to + 1);
    }
  }

  /** The ranges between the cuts of both and of the protocols. */
  PolicyPort.Range[] rangesWith(PortCuts other) {
    TreeSet<Integer> all = new TreeSet<>();
    for (int[] some : new int[][] {PROTOCOLS.starts, starts, other.starts}) {
      for (int start : some) {
        all.add(start);
      }
    }
    return all.stream()
        .map(start -> range(start, all.higher(start)))
        .toArray(PolicyPort.Range[]::new);
  }

  private static PolicyPort.Range range(int start, @Nullable Integer next) {
    Protocol protocol = Protocol.values()[start / SPAN];
    boolean last = next == null || next / SPAN != start / SPAN;
    return new PolicyPort.Range(protocol, start % SPAN, last ? PortSet.LAST_PORT : next % SPAN - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PortCuts cuts && Arrays.equals(starts, cuts.starts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(starts);
  }

  @Override
  public String toString() {
    return Arrays.toString(starts);
  }
}
