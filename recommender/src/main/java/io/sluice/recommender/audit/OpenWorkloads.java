package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Finds workloads that have traffic and that no policy isolates in some direction. */
final class OpenWorkloads {
  private final Inventory inventory;
  private final Evaluator evaluator;

  OpenWorkloads(Inventory inventory, Evaluator evaluator) {
    this.inventory = inventory;
    this.evaluator = evaluator;
  }

  List<PolicyFinding> find(Collection<Workload> subjects, Collection<JudgedEdge> edges) {
    Map<Workload, Integer> traffic = new TreeMap<>();
    for (JudgedEdge judged : edges) {
      if (!judged.edge().key().denied()) {
        if (judged.edge().key().client() instanceof Workload client) {
          traffic.merge(client, 1, Integer::sum);
        }
        if (judged.edge().key().server() instanceof Workload server) {
          traffic.merge(server, 1, Integer::sum);
        }
      }
    }
    traffic.keySet().retainAll(subjects);
    List<PolicyFinding> findings = new ArrayList<>();
    traffic.forEach(
        (workload, count) ->
            open(workload).forEach(open -> findings.add(leftOpen(workload, open, count))));
    return findings;
  }

  private static PolicyFinding leftOpen(Workload workload, Direction open, int edges) {
    return new PolicyFinding(
        FindingRule.NO_POLICY,
        workload.cluster(),
        workload.namespace(),
        workload.title(),
        open.word(),
        Optional.empty(),
        "no policy isolates its "
            + open.word()
            + ", and "
            + (edges == 1 ? "1 edge of it was" : edges + " edges of it were")
            + " recorded");
  }

  /** The directions in which at least one of its pods is isolated by nothing. */
  private Set<Direction> open(Workload workload) {
    Set<Direction> open = EnumSet.noneOf(Direction.class);
    for (Pod pod : pods(workload)) {
      for (Direction direction : Direction.values()) {
        if (evaluator.isolating(pod, direction).isEmpty()) {
          open.add(direction);
        }
      }
    }
    return open;
  }

  /** The pods of a workload that run at the end. */
  private List<Pod> pods(Workload workload) {
    List<Pod> pods = new ArrayList<>();
    RoaringBitmap.and(inventory.podsOf(workload), inventory.livePods())
        .forEach((IntConsumer) id -> pods.add(inventory.pods().get(id)));
    return pods;
  }
}
