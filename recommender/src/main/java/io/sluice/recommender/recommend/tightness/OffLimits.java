package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.PortPattern;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What no loosening may open: quarantined edges, which are attempts that were denied and scans, and
 * what a decision never allows.
 */
final class OffLimits {
  private final List<EdgeDecision> never;
  private final Map<Ends, RoaringBitmap> quarantined = new HashMap<>();

  private record Ends(Workload client, Workload server, Protocol protocol) {}

  OffLimits(Collection<JudgedEdge> edges, Decisions decisions) {
    this.never = decisions.of(EdgeDecision.Kind.NEVER_ALLOW);
    edges.stream().filter(OffLimits::isQuarantined).forEach(this::remember);
  }

  static boolean isQuarantined(JudgedEdge judged) {
    return judged.standing() instanceof Standing.Quarantined;
  }

  private void remember(JudgedEdge judged) {
    if (judged.edge().key().client() instanceof Workload client
        && judged.edge().key().server() instanceof Workload server) {
      EdgeFacts.protocol(judged.edge())
          .map(protocol -> new Ends(client, server, protocol))
          .map(ends -> quarantined.computeIfAbsent(ends, e -> new RoaringBitmap()))
          .ifPresent(ports -> EdgeFacts.portNumbers(judged.edge()).forEach(ports::add));
    }
  }

  /** Whether some of these ports must stay closed between two workloads. */
  boolean hold(Workload client, Workload server, PolicyPort port) {
    if (!(port instanceof PolicyPort.Range range)) {
      return true;
    }
    RoaringBitmap attempts = quarantined.get(new Ends(client, server, range.protocol()));
    return (attempts != null && attempts.intersects(range.from(), range.to() + 1L))
        || never.stream()
            .anyMatch(
                decision ->
                    decision.from().names(client)
                        && decision.to().names(server)
                        && decision.port().map(p -> meets(p, range)).orElse(true));
  }

  private static boolean meets(PortPattern pattern, PolicyPort.Range range) {
    return pattern.protocol() == range.protocol()
        && pattern.first() <= range.to()
        && range.from() <= pattern.last();
  }
}
