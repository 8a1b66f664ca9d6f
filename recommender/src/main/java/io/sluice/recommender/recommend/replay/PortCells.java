package io.sluice.recommender.recommend.replay;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The ports that rules name, cut so that each cell lies within a rule's range or outside it. */
final class PortCells {
  /** Where cells begin, by protocol. */
  private final Map<Protocol, TreeSet<Integer>> begins = new EnumMap<>(Protocol.class);

  private PortCells() {}

  static PortCells of(PolicySet policies) {
    PortCells cells = new PortCells();
    for (NetworkPolicy policy : policies.policies()) {
      for (List<PolicyRule> rules : List.of(policy.ingress(), policy.egress())) {
        rules.forEach(rule -> rule.ports().forEach(cells::cut));
      }
    }
    return cells;
  }

  private void cut(PolicyPort port) {
    if (port instanceof PolicyPort.Range range) {
      TreeSet<Integer> cuts = begins.computeIfAbsent(range.protocol(), p -> new TreeSet<>());
      cuts.add(range.from());
      cuts.add(range.to() + 1);
    }
  }

  /** The cells of a rule's ports, one after another. */
  List<PolicyPort.Range> of(Collection<PolicyPort> ports) {
    List<PolicyPort.Range> cells = new ArrayList<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Range range) {
        int from = range.from();
        TreeSet<Integer> cuts = begins.getOrDefault(range.protocol(), new TreeSet<>());
        for (int next : cuts.subSet(from + 1, range.to() + 1)) {
          cells.add(new PolicyPort.Range(range.protocol(), from, next - 1));
          from = next;
        }
        cells.add(new PolicyPort.Range(range.protocol(), from, range.to()));
      }
    }
    return cells;
  }
}
