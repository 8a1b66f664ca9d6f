package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks both evaluators about every port between two ends and gives each distinct pair of answers a
 * number, so that a grid of answers is a grid of numbers. Not thread-safe.
 */
final class Deltas {
  /** Both say the same. */
  static final int NONE = 0;

  /** There is no such connection, as between a pod and itself. */
  static final int NO_CONNECTION = -1;

  /** The ports that are allowed under each reading. */
  record Delta(PortSet before, PortSet after) {
    /** One port that only one of them allows. */
    PolicyPort.Range example() {
      PortSet closed = before.minus(after);
      return (closed.isEmpty() ? after.minus(before) : closed).ranges().get(0);
    }
  }

  private record Cuts(PortCuts client, PortCuts server) {}

  private record Answer(BitSet before, BitSet after) {}

  /** Ranges of ports that are asked about together, and the numbers of what was answered. */
  private record Asked(List<PolicyPort.Range> ranges, Map<Answer, Integer> numbers) {}

  private final Evaluator before;
  private final Evaluator after;
  private final Map<Cuts, Asked> asked = new HashMap<>();
  private final Map<Delta, Integer> numbers = new HashMap<>();
  private final List<Delta> deltas = new ArrayList<>();

  Deltas(Evaluator before, Evaluator after) {
    this.before = before;
    this.after = after;
    numberOf(new Delta(PortSet.NONE, PortSet.NONE));
  }

  Delta delta(int number) {
    return deltas.get(number);
  }

  /** The number of what both say of the connections from one end to another. */
  int between(Subject client, PortCuts clientCuts, Subject server, PortCuts serverCuts) {
    Asked together =
        asked.computeIfAbsent(
            new Cuts(clientCuts, serverCuts),
            cuts -> new Asked(cuts.client.rangesWith(cuts.server), new HashMap<>()));
    List<PolicyPort.Range> ranges = together.ranges;
    BitSet old = new BitSet(ranges.size());
    BitSet now = new BitSet(ranges.size());
    for (int i = 0; i < ranges.size(); i++) {
      PolicyPort.Range range = ranges.get(i);
      Connection question = new Connection(client, server, range.protocol().number(), range.from());
      old.set(i, before.allows(question));
      now.set(i, after.allows(question));
    }
    return old.equals(now)
        ? NONE
        : together.numbers.computeIfAbsent(
            new Answer(old, now),
            answer ->
                numberOf(new Delta(ports(ranges, answer.before), ports(ranges, answer.after))));
  }

  private int numberOf(Delta delta) {
    return numbers.computeIfAbsent(
        delta,
        added -> {
          deltas.add(added);
          return deltas.size() - 1;
        });
  }

  private static PortSet ports(List<PolicyPort.Range> ranges, BitSet allowed) {
    return PortSet.of(allowed.stream().mapToObj(ranges::get).toList());
  }
}
