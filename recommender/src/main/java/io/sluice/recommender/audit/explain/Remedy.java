package io.sluice.recommender.audit.explain;

import static io.sluice.analyzer.policy.evaluate.Connection.Entry.LOAD_BALANCER;

import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Miss;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.audit.EdgeText;
import java.util.stream.Collectors;

/** Says in one line which change would admit what is denied: the smallest to the nearest rule. */
final class Remedy {
  private Remedy() {}

  static String of(DeniedBy denied, Direction direction, Connection connection) {
    String port = EdgeText.port(connection.protocol(), connection.port());
    boolean forwarded = direction == Direction.INGRESS && connection.entry() == LOAD_BALANCER;
    String peer =
        (forwarded ? "the addresses of the nodes, which may forward it, and " : "")
            + peer(Sides.peer(connection, direction));
    if (denied.misses().isEmpty()) {
      return "a rule "
          + (direction == Direction.INGRESS ? "from " : "to ")
          + peer
          + " on "
          + port
          + " in "
          + denied.isolating().get(0).title();
    }
    Miss nearest = denied.misses().get(0);
    String where = nearest.rule() + " (" + nearest.rule().origin() + ")";
    if (nearest.peerMatches()) {
      return port + " among the ports of " + where;
    }
    return nearest.portMatches()
        ? peer + " among the peers of " + where
        : peer + " among the peers and " + port + " among the ports of " + where;
  }

  private static String peer(Subject subject) {
    if (subject instanceof Subject.OfAddress of) {
      return "ipBlock " + of.address() + (of.address().v6() ? "/128" : "/32");
    }
    if (subject instanceof Subject.OfPod of && !of.pod().hostNetwork()) {
      return "pods " + labels(of.pod()) + " of namespace " + of.pod().namespace();
    }
    return "an ipBlock with the address of " + subject + ", where the engine matches nodes by it";
  }

  /** Without labels that no selector should rest on. */
  static String labels(Pod pod) {
    String labels =
        pod.labels().entrySet().stream()
            .filter(label -> !LabelNoise.isGenerated(label.getKey()))
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    return labels.isEmpty() ? "without labels" : labels;
  }
}
