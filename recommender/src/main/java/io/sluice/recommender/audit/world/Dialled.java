package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.DeniedBy;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;

/**
 * A node port. Of a pod that dials it some engines hold the egress against the pod behind it,
 * others against the node, because it is the node that translates: both must agree.
 *
 * @param node the node
 * @param port the node port
 */
public record Dialled(Node node, int port) {
  /** The verdict on a connection to the pod behind the node port. */
  Verdict verdict(Connection toPod, Evaluator evaluator) {
    Verdict behind = evaluator.evaluate(toPod);
    Verdict before =
        evaluator.evaluate(
            new Connection(toPod.client(), new Subject.OfNode(node), toPod.protocol(), port));
    if (behind instanceof NotEvaluated || isDenied(behind, false)) {
      return behind;
    }
    if (before instanceof NotEvaluated) {
      return before;
    }
    if (isDenied(behind, true) == isDenied(before, true)) {
      return behind;
    }
    return new NotEvaluated(Kind.ENGINE_DEPENDENT, "egress: " + reason(behind, before, evaluator));
  }

  private String reason(Verdict behind, Verdict before, Evaluator evaluator) {
    return evaluator.engine().name()
        + " may hold it against node "
        + node.name()
        + ", port "
        + port
        + " ("
        + egress(before).because()
        + "), or against the pod behind it ("
        + egress(behind).because()
        + ")";
  }

  private static boolean isDenied(Verdict verdict, boolean atTheClient) {
    return verdict instanceof Verdict.Denied denied
        && (atTheClient ? denied.egress() : denied.ingress()) instanceof DeniedBy;
  }

  private static DirectionVerdict egress(Verdict verdict) {
    return verdict instanceof Verdict.Denied denied
        ? denied.egress()
        : ((Verdict.Allowed) verdict).egress();
  }
}
