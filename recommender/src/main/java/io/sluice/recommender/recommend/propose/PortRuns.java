package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.PolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Shortens the ports that a peer is open on without opening any more: what lies within a range
 * joins it, ranges that overlap become one, and so does a run of ports side by side where that
 * saves at least {@value #LEAST_SAVED} entries.
 */
final class PortRuns {
  private static final int LEAST_SAVED = 3;

  private PortRuns() {}

  static void join(SortedMap<PolicyPort, Grounds> ports) {
    List<PolicyPort.Range> run = new ArrayList<>();
    for (PolicyPort port : List.copyOf(ports.keySet())) {
      if (port instanceof PolicyPort.Range range) {
        if (!run.isEmpty() && !touches(run, range)) {
          close(ports, run);
        }
        run.add(range);
      }
    }
    close(ports, run);
  }

  private static boolean touches(List<PolicyPort.Range> run, PolicyPort.Range next) {
    return run.get(0).protocol() == next.protocol() && next.from() <= end(run) + 1;
  }

  private static int end(List<PolicyPort.Range> run) {
    return run.stream().mapToInt(PolicyPort.Range::to).max().orElseThrow();
  }

  /** Joins a whole run where that is worth it, else only what overlaps in it. */
  private static void close(SortedMap<PolicyPort, Grounds> ports, List<PolicyPort.Range> run) {
    if (run.size() > LEAST_SAVED) {
      replace(ports, run);
    } else {
      overlaps(run).forEach(part -> replace(ports, part));
    }
    run.clear();
  }

  private static List<List<PolicyPort.Range>> overlaps(List<PolicyPort.Range> run) {
    List<List<PolicyPort.Range>> parts = new ArrayList<>();
    for (PolicyPort.Range range : run) {
      if (parts.isEmpty() || range.from() > end(parts.get(parts.size() - 1))) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(range);
    }
    return parts;
  }

  private static void replace(
      SortedMap<PolicyPort, Grounds> ports, List<PolicyPort.Range> together) {
    if (together.size() < 2) {
      return;
    }
    Grounds all = new Grounds();
    for (PolicyPort.Range range : together) {
      all.absorbPort(ports.getOrDefault(range, new Grounds()));
      ports.remove(range);
    }
    PolicyPort.Range first = together.get(0);
    ports.put(new PolicyPort.Range(first.protocol(), first.from(), end(together)), all);
  }
}
