package io.sluice.recommender.world.score;

import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.TrueEdge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the policies of a {@link Scene} with the truth of its world. */
public final class Scorer {
  private final Scene scene;
  private final Set<TrueEdge> seen = new LinkedHashSet<>();
  private final List<Case> cases = new ArrayList<>();
  private long seenTriples;
  private long heldOutFlows;

  private Scorer(Scene scene) {
    this.scene = scene;
    for (Attempt attempt : scene.world.training()) {
      if (attempt.purpose() == Purpose.NEED && scene.log.shows(scene.world, attempt)) {
        seen.add(attempt.edge());
      }
    }
  }

  /** The score of a scene. */
  public static Score of(Scene scene) {
    Scorer scorer = new Scorer(scene);
    scorer.edges();
    scorer.heldOut();
    Intrusions intrusions = new Intrusions(scene);
    scorer.cases.addAll(intrusions.cases());
    Excess excess = new Excess(scene);
    scorer.cases.addAll(excess.cases());
    OpenPods open = new OpenPods(scene, scorer.seen);
    scorer.cases.addAll(open.cases());
    scorer.cases.addAll(new Blocks(scene, scorer.seen).cases());
    return new Score(
        scene.world.options().toString(),
        List.copyOf(scorer.cases),
        excess.truthTriples(),
        scorer.seenTriples,
        scorer.heldOutFlows,
        open.podDirections());
  }

  private void edges() {
    for (TrueEdge edge : scene.world.edges()) {
      boolean shown = seen.contains(edge);
      Map<String, Integer> denied = new LinkedHashMap<>();
      for (Subject client : scene.subjects(edge.client())) {
        for (Subject server : scene.subjects(edge.server())) {
          if (!client.equals(server)) {
            seenTriples += shown ? 1 : 0;
            String why = denial(client, server, edge);
            if (!why.isEmpty()) {
              denied.merge(why, 1, Integer::sum);
            }
          }
        }
      }
      Measure measure = shown ? Measure.SEEN_DENIED : Measure.UNSEEN_DENIED;
      denied.forEach((why, count) -> cases.add(new Case(measure, count, edge + ": " + why)));
    }
  }

  private String denial(Subject client, Subject server, TrueEdge edge) {
    Connection asked = new Connection(client, server, edge.protocol(), edge.port());
    if (scene.evaluator.allows(asked)) {
      return "";
    }
    return why(scene.evaluator.evaluate(asked));
  }

  private static String why(Verdict verdict) {
    if (verdict instanceof Verdict.Denied denied) {
      String out = denied.egress().allows() ? "" : "egress: " + denied.egress().because();
      String in = denied.ingress().allows() ? "" : " ingress: " + denied.ingress().because();
      return (out + in).strip();
    }
    return verdict instanceof Verdict.NotEvaluated open ? "open: " + open.reason() : "";
  }

  private void heldOut() {
    Map<String, Integer> denied = new LinkedHashMap<>();
    for (Attempt attempt : scene.world.heldOut()) {
      if (attempt.purpose() != Purpose.NEED || !seen.contains(attempt.edge())) {
        continue;
      }
      heldOutFlows++;
      Connection asked =
          new Connection(
              scene.subjectLater(attempt.client()),
              scene.subjectLater(attempt.server()),
              attempt.protocol(),
              attempt.serverPort());
      if (!scene.evaluatorLater.allows(asked)) {
        String what = attempt.edge() + " by " + labels(asked.client());
        denied.merge(what + ": " + why(scene.evaluatorLater.evaluate(asked)), 1, Integer::sum);
      }
    }
    denied.forEach((what, count) -> cases.add(new Case(Measure.HELD_OUT_DENIED, count, what)));
  }

  private static String labels(Subject subject) {
    return subject instanceof Subject.OfPod of
        ? of.pod().name() + of.pod().labels()
        : subject.toString();
  }
}
