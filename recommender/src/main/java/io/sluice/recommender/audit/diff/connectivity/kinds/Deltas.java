package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks both evaluators about every port between two ends and gives each distinct pair of answers a
 * number, so that a grid of answers is a grid of numbers. Not thread-safe.
 */
public final class Deltas {
  /** Both say the same. */
  public static final int NONE = 0;

  /** There is no such connection, as between a pod and itself. */
  public static final int NO_CONNECTION = -1;

  /** The ports that are allowed under each reading. */
  public record Delta(PortSet before, PortSet after) {
    /** One port that only one of them allows. */
    public PolicyPort.Range example() {
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

  /**
   * What both say of the connections from one end to another.
   *
   * @param number the number of the delta
   * @param shifts the directions through which more or less is allowed
   * @param foreign whether a difference is left out because a policy of another API may decide
   * @param doubts what else leaves a difference out
   */
  record Found(int number, Set<Shifted> shifts, boolean foreign, Set<Doubt> doubts) {
    static final Found NOTHING = new Found(NONE, Set.of(), false, Set.of());
  }

  /** A direction that itself lets through what it did not before, or the other way round. */
  record Shifted(Direction direction, boolean widened) {}

  /** A direction of which one of them cannot say whether it lets something through, and why. */
  record Doubt(Direction direction, String reason) {}

  /** Asks both about one pair of ends; what one of them cannot tell is in neither set of ports. */
  Found between(Subject client, PortCuts clientCuts, Subject server, PortCuts serverCuts) {
    Asked together =
        asked.computeIfAbsent(
            new Cuts(clientCuts, serverCuts),
            cuts -> new Asked(cuts.client.rangesWith(cuts.server), new HashMap<>()));
    List<PolicyPort.Range> ranges = together.ranges;
    BitSet old = new BitSet(ranges.size());
    BitSet now = new BitSet(ranges.size());
    Set<Shifted> shifts = new HashSet<>();
    Set<Doubt> doubts = new HashSet<>();
    boolean foreign = false;
    for (int i = 0; i < ranges.size(); i++) {
      PolicyPort.Range range = ranges.get(i);
      Connection question = new Connection(client, server, range.protocol().number(), range.from());
      old.set(i, before.allows(question));
      now.set(i, after.allows(question));
      if (old.get(i) && now.get(i)) {
        continue;
      }
      if (!isTold(question, before, old.get(i)) || !isTold(question, after, now.get(i))) {
        old.clear(i);
        now.clear(i);
        Verdict first = before.evaluate(question);
        Verdict second = after.evaluate(question);
        if (isForeign(first) || isForeign(second)) {
          foreign |= mayDiffer(question);
        } else if (!first.equals(second)) {
          addDoubts(question, doubts);
        }
      } else if (old.get(i) != now.get(i)) {
        addShifts(question, now.get(i), shifts);
      }
    }
    if (old.equals(now)) {
      return foreign || !doubts.isEmpty()
          ? new Found(NONE, Set.of(), foreign, doubts)
          : Found.NOTHING;
    }
    int number =
        together.numbers.computeIfAbsent(
            new Answer(old, now),
            answer ->
                numberOf(new Delta(ports(ranges, answer.before), ports(ranges, answer.after))));
    return new Found(number, shifts, foreign, doubts);
  }

  private static boolean isTold(Connection question, Evaluator evaluator, boolean allowed) {
    return allowed || evaluator.denies(question);
  }

  private static boolean isForeign(Verdict verdict) {
    return verdict instanceof NotEvaluated open && open.kind() == Kind.FOREIGN_POLICY;
  }

  /** Whether the two would differ if there were no policies of other APIs, or differ in those. */
  private boolean mayDiffer(Connection question) {
    return isForeign(before.evaluate(question)) != isForeign(after.evaluate(question))
        || passes(before, question) != passes(after, question);
  }

  private static boolean passes(Evaluator evaluator, Connection question) {
    return evaluator.evaluate(question, Direction.EGRESS).allows()
        && evaluator.evaluate(question, Direction.INGRESS).allows();
  }

  private void addDoubts(Connection question, Set<Doubt> to) {
    for (Direction direction : Direction.values()) {
      for (Evaluator evaluator : List.of(before, after)) {
        if (evaluator.evaluate(question, direction) instanceof Undecided open) {
          to.add(new Doubt(direction, open.reason()));
        }
      }
    }
  }

  /** What one of them leaves open is neither more nor less. */
  private void addShifts(Connection question, boolean opened, Set<Shifted> to) {
    for (Direction direction : Direction.values()) {
      DirectionVerdict old = before.evaluate(question, direction);
      DirectionVerdict now = after.evaluate(question, direction);
      boolean open = old instanceof Undecided || now instanceof Undecided;
      if (!open && now.allows() == opened && old.allows() != opened) {
        to.add(new Shifted(direction, opened));
      }
    }
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
