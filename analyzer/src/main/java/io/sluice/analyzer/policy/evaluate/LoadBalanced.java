package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.policy.EngineProfile.LoadBalancer;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Exempt;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges ingress that a node forwards for a load balancer or node port. Where rules see the node,
 * any node but the pod's own may be the one; where they see the client or a node, all must agree.
 */
final class LoadBalanced {
  private static final Subject.Unknown SOME_NODE =
      new Subject.Unknown("the snapshot has no node that could forward it");

  private final Surroundings surroundings;
  private final Ends ends;

  LoadBalanced(Surroundings surroundings, Ends ends) {
    this.surroundings = surroundings;
    this.ends = ends;
  }

  /** The verdict on ingress that comes from the traffic's peer through a load balancer. */
  DirectionVerdict verdict(Traffic traffic) {
    if (!traffic.own().isPod() || traffic.own().isolation(traffic.direction()).isNone()) {
      return DirectionJudge.verdict(traffic);
    }
    LoadBalancer seen = traffic.engine().nodeTraffic().loadBalancer();
    if (seen == LoadBalancer.UNFILTERED) {
      return new Exempt(
          traffic.engine().name()
              + " does not filter ingress through a load balancer or node port with"
              + " externalTrafficPolicy Cluster");
    }
    List<DirectionVerdict> verdicts = new ArrayList<>();
    if (seen == LoadBalancer.CLIENT_OR_NODE) {
      verdicts.add(DirectionJudge.verdict(traffic));
    }
    forwarding(traffic.own())
        .forEach(node -> verdicts.add(DirectionJudge.verdict(traffic.from(node))));
    return agreed(verdicts, traffic);
  }

  private List<End> forwarding(End own) {
    List<End> nodes = new ArrayList<>();
    for (Node node : surroundings.nodes(own.cluster())) {
      End end = ends.of(new Subject.OfNode(node));
      if (!own.runsOn(end)) {
        nodes.add(end);
      }
    }
    return nodes.isEmpty() ? List.of(ends.of(SOME_NODE)) : nodes;
  }

  private static DirectionVerdict agreed(List<DirectionVerdict> verdicts, Traffic traffic) {
    DirectionVerdict first = verdicts.get(0);
    if (verdicts.stream().allMatch(DirectionVerdict::allows)
        || verdicts.stream().allMatch(DeniedBy.class::isInstance)) {
      return first;
    }
    return verdicts.stream()
        .filter(Undecided.class::isInstance)
        .findFirst()
        .orElseGet(() -> new Undecided(Kind.ENGINE_DEPENDENT, differing(verdicts, traffic)));
  }

  private static String differing(List<DirectionVerdict> verdicts, Traffic traffic) {
    DirectionVerdict yes =
        verdicts.stream().filter(DirectionVerdict::allows).findFirst().orElseThrow();
    return "whether "
        + traffic.engine().name()
        + " sees the client or which node, behind a load balancer or node port with"
        + " externalTrafficPolicy Cluster, decides whether "
        + yes.because()
        + " admits it";
  }
}
