package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ports of a rule by protocol, as an engine reads them.
 *
 * <p>HOT PATH: {@link #match} allocates nothing unless names stand for one number only. Immutable;
 * guarded by {@code EvaluatorBenchmark}.
 */
final class CompiledPorts {
  private static final int LAST = 65_535;

  /** By protocol, the first and the last port of each range, one behind the other. */
  private final int[][] numbers;

  private final PolicyPort.Named[][] names;

  private CompiledPorts(int[][] numbers, PolicyPort.Named[][] names) {
    this.numbers = numbers;
    this.names = names;
  }

  /** No ports at all means every port of every protocol; an entry without port all of its own. */
  static CompiledPorts of(PolicyRule rule, EngineProfile.Ports read) {
    Protocol[] protocols = Protocol.values();
    int[][] numbers = new int[protocols.length][];
    PolicyPort.Named[][] names = new PolicyPort.Named[protocols.length][];
    for (Protocol protocol : protocols) {
      List<PolicyPort> ports =
          rule.ports().isEmpty()
              ? List.of(new PolicyPort.Any(protocol))
              : rule.ports().stream().filter(port -> port.protocol() == protocol).toList();
      numbers[protocol.ordinal()] = numbers(ports, read.ranges());
      names[protocol.ordinal()] =
          ports.stream()
              .filter(PolicyPort.Named.class::isInstance)
              .toArray(PolicyPort.Named[]::new);
    }
    return new CompiledPorts(numbers, names);
  }

  private static int[] numbers(List<PolicyPort> ports, boolean ranges) {
    List<Integer> numbers = new ArrayList<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Range range) {
        numbers.addAll(List.of(range.from(), ranges ? range.to() : range.from()));
      } else if (port instanceof PolicyPort.Any) {
        numbers.addAll(List.of(0, LAST));
      }
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the traffic's port is one of them; the rule is theirs. */
  Answer match(CompiledRule rule, Traffic traffic) {
    int protocol = traffic.protocol().ordinal();
    int port = traffic.port();
    int[] ranges = numbers[protocol];
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= port && port <= ranges[i + 1]) {
        return Answer.YES;
      }
    }
    Answer any = Answer.NO;
    for (PolicyPort.Named name : names[protocol]) {
      any = any.or(match(rule, name, traffic));
    }
    return any;
  }

  private static Answer match(CompiledRule rule, PolicyPort.Named name, Traffic traffic) {
    if (traffic.destination().isUnknown()) {
      return Answer.MAYBE;
    }
    return traffic.engine().ports().severalNumbers()
        ? Answer.of(traffic.destination().declares(name, traffic.port(), traffic.engine()))
        : traffic.names().matches(rule, name, traffic);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(numbers) + Arrays.deepToString(names);
  }
}
