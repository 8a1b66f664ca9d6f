package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.body.Facts;
import io.sluice.recommender.pr.files.FileDiff;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.confidence.Maturity;
import io.sluice.recommender.write.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What changes, policy by policy and in sentences. */
final class ChangeLines {
  private final Survey survey;
  private final Draft draft;
  private final Effect effect;

  ChangeLines(Survey survey, Draft draft, Effect effect) {
    this.survey = survey;
    this.draft = draft;
    this.effect = effect;
  }

  List<Facts.Line> lines() {
    return draft.changes.stream().map(this::line).toList();
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    SortedMap<Workload, SortedMap<Direction, SortedSet<String>>> closed =
        effect.isolation().closed();
    if (!closed.isEmpty()) {
      remarks.add(
          Wording.count(Isolation.pods(closed), "pod", "pods")
              + " of "
              + Wording.count(closed.size(), "workload", "workloads")
              + (Isolation.pods(closed) == 1 ? " becomes" : " become")
              + " isolated: what the rules do not allow is denied from then on");
    }
    effect
        .isolation()
        .opened()
        .forEach(
            (workload, pods) ->
                remarks.add(
                    survey.text().workload(workload)
                        + " is isolated no more: "
                        + Wording.directions(pods.keySet())
                        + " of "
                        + String.join(", ", names(pods))
                        + " is open to all"));
    boolean extended = draft.changes.stream().anyMatch(change -> change.before().isPresent());
    if (extended && draft.key.kind() == GroupKey.Kind.ADD) {
      remarks.add("No rule that is there today is taken away");
    }
    effect
        .declined()
        .values()
        .forEach(
            file ->
                remarks.add(
                    file.path()
                        + " was edited by hand and is kept; it would have changed by "
                        + FileDiff.count(file.before().orElse(""), file.after().orElse(""))));
    remarks.addAll(draft.remarks);
    return remarks;
  }

  private static SortedSet<String> names(SortedMap<Direction, SortedSet<String>> pods) {
    TreeSet<String> names = new TreeSet<>();
    pods.values().forEach(names::addAll);
    return names;
  }

  private Facts.Line line(ChangedPolicy change) {
    NetworkPolicy.Key key = change.key();
    Optional<WorkloadProposal> proposal = change.wanted().flatMap(WantedPolicy::proposal);
    Set<Direction> directions = new TreeSet<>();
    TreeSet<String> pods = new TreeSet<>();
    effect
        .isolation()
        .closed()
        .forEach(
            (workload, closed) -> {
              if (concerns(change, proposal, workload)) {
                directions.addAll(closed.keySet());
                closed.values().forEach(pods::addAll);
              }
            });
    return new Facts.Line(
        key.namespace() + "/" + key.name(),
        change.word(),
        rules(change, Direction.INGRESS),
        rules(change, Direction.EGRESS),
        Wording.directions(directions),
        List.copyOf(pods),
        proposal.flatMap(this::maturity).map(m -> m.state().word()).orElse("–"));
  }

  /** A default deny concerns whoever has no line of his own. */
  private boolean concerns(
      ChangedPolicy change, Optional<WorkloadProposal> proposal, Workload workload) {
    if (proposal.isPresent()) {
      return members(proposal.get()).contains(workload);
    }
    return change.key().namespace().equals(workload.namespace())
        && PlanWriter.proposals(draft).stream().noneMatch(p -> members(p).contains(workload));
  }

  private static List<Workload> members(WorkloadProposal proposal) {
    List<Workload> members = new ArrayList<>(List.of(proposal.workload()));
    members.addAll(proposal.merged());
    return members;
  }

  private Optional<Maturity> maturity(WorkloadProposal proposal) {
    return Optional.ofNullable(draft.recommendations.get(proposal.workload().namespace()))
        .map(recommendation -> recommendation.maturities().get(proposal.workload()));
  }

  private static String rules(ChangedPolicy change, Direction direction) {
    if (change.after().isEmpty()) {
      return "goes";
    }
    NetworkPolicy after = change.after().get();
    if (!after.isolates().contains(direction)) {
      boolean held =
          change
              .wanted()
              .flatMap(WantedPolicy::proposal)
              .map(p -> p.holds().stream().anyMatch(hold -> hold.direction() == direction))
              .orElse(false);
      return held ? "held open" : "as today";
    }
    String now = Wording.count(after.rules(direction).size(), "rule", "rules");
    return change
        .before()
        .filter(before -> before.isolates().contains(direction))
        .map(before -> before.rules(direction).size() + " → " + now)
        .orElse(now);
  }
}
