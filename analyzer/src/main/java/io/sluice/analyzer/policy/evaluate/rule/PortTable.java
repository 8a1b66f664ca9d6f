package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rules of an isolation by the ports that they surely match, so that only those are asked which
 * match the connection's: the ports between two neighbouring numbers that any rule names share one
 * list. Where only the other end says what a port's name stands for, and where lists would take too
 * much memory, rules are asked one by one.
 *
 * <p>HOT PATH: {@link #surelyAdmits} allocates nothing unless names stand for one number only.
 * Immutable; guarded by {@code EvaluatorBenchmark}, proven by {@code AllowsAgainstEvaluateTest}.
 */
final class PortTable {
  /** Lists times rules; a list has four bytes per rule. */
  private static final int MOST_PLACES = 1 << 18;

  private static final Protocol[] PROTOCOLS = Protocol.values();
  private static final CompiledPeers[] NOBODY = {};
  private static final CompiledRule[] NO_RULES = {};

  /** First {@link #port} of each list, ascending, the least port of all among them. */
  private final int[] starts;

  private final CompiledPeers[][] lists;
  private final CompiledRule[] oneByOne;

  private PortTable(int[] starts, CompiledPeers[][] lists, CompiledRule[] oneByOne) {
    this.starts = starts;
    this.lists = lists;
    this.oneByOne = oneByOne;
  }

  /**
   * A table of rules for connections to an end.
   *
   * @param destination any of the ends that are isolated, or an unknown one where they connect out
   */
  static PortTable of(CompiledRule[] rules, End destination) {
    List<CompiledRule> sorted = new ArrayList<>();
    List<CompiledRule> open = new ArrayList<>();
    for (CompiledRule rule : rules) {
      (destination.isUnknown() && rule.ports().haveNames() ? open : sorted).add(rule);
    }
    int[] starts = starts(sorted, destination);
    if ((long) starts.length * sorted.size() > MOST_PLACES) {
      return new PortTable(new int[] {0}, new CompiledPeers[][] {NOBODY}, rules);
    }
    CompiledPeers[][] lists =
        Arrays.stream(starts)
            .mapToObj(start -> list(sorted, start, destination))
            .toArray(CompiledPeers[][]::new);
    return new PortTable(starts, lists, open.toArray(NO_RULES));
  }

  private static int[] starts(List<CompiledRule> rules, End destination) {
    SortedSet<Integer> starts = new TreeSet<>();
    for (Protocol protocol : PROTOCOLS) {
      starts.add(port(protocol, 0));
      for (CompiledRule rule : rules) {
        rule.ports()
            .borders(protocol, destination)
            .forEach(number -> starts.add(port(protocol, number)));
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static CompiledPeers[] list(List<CompiledRule> rules, int start, End destination) {
    List<CompiledPeers> list = new ArrayList<>();
    for (CompiledRule rule : rules) {
      if (rule.ports().match(PROTOCOLS[start >>> 16], start & 0xFFFF, destination) == Answer.YES) {
        list.add(rule.peers());
      }
    }
    return list.isEmpty() ? NOBODY : list.toArray(NOBODY);
  }

  private static int port(Protocol protocol, int number) {
    return protocol.ordinal() << 16 | number;
  }

  /** Whether in every family in which the two ends may talk some rule surely admits it. */
  boolean surelyAdmits(End own, End peer, Protocol protocol, int number) {
    int open = AddressFamilies.between(own, peer);
    for (CompiledPeers peers : listOf(port(protocol, number))) {
      open &= ~peers.surelyHeld(own, peer);
      if (open == 0) {
        return true;
      }
    }
    for (CompiledRule rule : oneByOne) {
      open &= ~rule.surelyAdmits(own, peer, protocol, number);
    }
    return open == 0;
  }

  /** The last list that does not start after the port; without a branch that depends on it. */
  private CompiledPeers[] listOf(int port) {
    int last = 0;
    int left = starts.length;
    while (left > 1) {
      int half = left >>> 1;
      int allOnesIfNotAfter = (starts[last + half] - port - 1) >> 31;
      last += half & allOnesIfNotAfter;
      left -= half;
    }
    return lists[last];
  }
}
