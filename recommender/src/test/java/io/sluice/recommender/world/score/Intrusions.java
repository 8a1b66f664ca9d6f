package io.sluice.recommender.world.score;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Fate;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.TrueEdge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attempts that nobody needs, and that would be allowed although a direction is isolated. */
final class Intrusions {
  private final Scene scene;

  Intrusions(Scene scene) {
    this.scene = scene;
  }

  List<Case> cases() {
    Map<TrueEdge, Measure> asked = new LinkedHashMap<>();
    for (Attempt attempt : scene.world.training()) {
      boolean intrusion =
          attempt.purpose() == Purpose.SCAN || attempt.purpose() == Purpose.UNWANTED;
      if (intrusion
          && attempt.fate() != Fate.FILTERED
          && !scene.world.edges().contains(attempt.edge())) {
        asked.put(attempt.edge(), measure(attempt));
      }
    }
    List<Case> cases = new ArrayList<>();
    asked.forEach((edge, measure) -> ask(edge, measure, cases));
    return cases;
  }

  private static Measure measure(Attempt attempt) {
    if (attempt.purpose() == Purpose.UNWANTED) {
      return Measure.UNWANTED_ALLOWED;
    }
    return attempt.fate() == Fate.ANSWERED ? Measure.ANSWERED_SCAN_ALLOWED : Measure.SCAN_ALLOWED;
  }

  private void ask(TrueEdge edge, Measure measure, List<Case> cases) {
    int allowed = 0;
    for (Subject client : scene.subjects(edge.client())) {
      for (Subject server : scene.subjects(edge.server())) {
        boolean guarded = isolated(client, Direction.EGRESS) || isolated(server, Direction.INGRESS);
        allowed += guarded && scene.allows(client, server, edge.protocol(), edge.port()) ? 1 : 0;
      }
    }
    if (allowed > 0) {
      cases.add(new Case(measure, allowed, edge.toString()));
    }
  }

  private boolean isolated(Subject subject, Direction direction) {
    return subject instanceof Subject.OfPod of
        && !of.pod().hostNetwork()
        && !scene.evaluator.isolating(of.pod(), direction).isEmpty();
  }
}
