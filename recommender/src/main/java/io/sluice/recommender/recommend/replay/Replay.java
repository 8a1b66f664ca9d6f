package io.sluice.recommender.recommend.replay;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.ReplayFailure;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.select.PodClasses;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks the evaluator about every edge that a proposal rests on, before anything is written.
 *
 * <p><b>What is asked.</b> Each used edge, on each of its ports, for every pair of a client pod and
 * a server pod that is there at the end of the window, of the whole workloads and not only of the
 * pods that were seen: the proposal is about the workload. Pairs of the same {@link PodClasses
 * class} are asked once. A past pod with the labels of a present one is in the present one's class.
 * Pairs that could talk in both address families are asked in the {@link RecordedFamilies recorded}
 * ones.
 *
 * <p><b>Why a denial is a bug, and when it is not.</b> Policies only add up, and each end that is
 * ours gets a rule for each of its used edges. So where one of our own policies isolates the end
 * that says no, the proposal is wrong: nothing is written. A denial can also come from current
 * policies alone, at an end that we propose nothing for: a system namespace, or a direction that is
 * held open by us and isolated by somebody else. No proposal of ours could mend it, and none makes
 * it worse: it is a warning that names edge and policy. With {@code --replace} there are no other
 * policies, and every denial is ours.
 */
public final class Replay {
  private final Evaluator evaluator;
  private final EdgeConnections connections;
  private final Set<NetworkPolicy.Key> ours = new HashSet<>();

  public Replay(Situation situation, PeerFinder peers, PolicySet effective, PolicySet proposed) {
    this.evaluator = new Evaluator(effective, situation.inventory(), situation.options().engine());
    this.connections = new EdgeConnections(situation, peers, effective);
    proposed.policies().forEach(policy -> ours.add(policy.key()));
  }

  /**
   * Replays edges.
   *
   * @return what current policies deny and we cannot mend, sorted
   * @throws ReplayFailure where a proposed policy denies
   */
  public List<String> run(Collection<JudgedEdge> used) {
    Set<String> warnings = new TreeSet<>();
    for (JudgedEdge judged : used) {
      denial(judged.edge()).ifPresent(warnings::add);
    }
    return new ArrayList<>(warnings);
  }

  /** What is said of the first pair that is denied. */
  private Optional<String> denial(Edge edge) {
    return connections.of(edge).stream()
        .filter(one -> !evaluator.allows(one.connection()))
        .findFirst()
        .map(one -> explain(edge, one));
  }

  private String explain(Edge edge, RecordedFamilies.Asked asked) {
    String what =
        EdgeFacts.describe(edge, false)
            + asked.family().map(family -> " over " + family.word()).orElse("");
    Verdict answer = evaluator.evaluate(asked.connection());
    if (answer instanceof Verdict.NotEvaluated open) {
      return what + " was seen, but whether policies let it through is open: " + open.reason();
    }
    if (!(answer instanceof Verdict.Denied denied)) {
      throw new ReplayFailure("the evaluator both denies and allows " + what);
    }
    List<String> reasons = new ArrayList<>();
    for (DirectionVerdict verdict : List.of(denied.egress(), denied.ingress())) {
      if (verdict instanceof DirectionVerdict.DeniedBy by) {
        reasons.add(by.because());
        if (by.isolating().stream().anyMatch(policy -> ours.contains(policy.key()))) {
          throw new ReplayFailure(
              "the proposal would deny " + what + ", which it rests on: " + by.because());
        }
      }
    }
    return what
        + " was seen, but current policies deny it and no proposal concerns that end: "
        + String.join("; ", reasons);
  }
}
