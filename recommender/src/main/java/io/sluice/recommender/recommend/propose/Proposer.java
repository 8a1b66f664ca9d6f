package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.AllowedAlready;
import io.sluice.recommender.recommend.Confidence;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.SelectorProof;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.WorkloadProposal;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import io.sluice.recommender.recommend.declared.DeclaredHold;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.evidence.HoldFinder;
import io.sluice.recommender.recommend.propose.RuleBuilder.Rules;
import io.sluice.recommender.recommend.select.Selection;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about one group of workloads: whether it gets a policy, which directions the policy
 * isolates, and what a reviewer must know of it.
 */
public final class Proposer {
  private static final String BLIND = "a policy would cut it off blindly";

  private final Situation situation;
  private final RuleBuilder rules;
  private final DeclaredRules declared;
  private final KeptPolicies kept;
  private final HoldFinder holds;
  private final Drafts drafts;
  private final PolicySet current;
  private final Unseen unseen;
  private final BesideKept beside;
  private final EdgesOfGroups edges;
  private final ReviewNotes notes;

  public Proposer(
      Situation situation,
      RuleBuilder rules,
      DeclaredRules declared,
      KeptPolicies kept,
      Drafts drafts,
      PolicySet current,
      List<JudgedEdge> edges) {
    this.situation = situation;
    this.rules = rules;
    this.declared = declared;
    this.kept = kept;
    this.holds = new HoldFinder(situation, declared);
    this.drafts = drafts;
    this.current = current;
    this.unseen = new Unseen(situation, edges);
    this.beside = new BesideKept(kept, declared);
    this.edges = new EdgesOfGroups(edges);
    this.notes = new ReviewNotes(situation, drafts, holds, unseen, this.edges);
  }

  /** The proposals for all workloads, sorted. */
  public List<WorkloadProposal> proposeAll() {
    List<WorkloadProposal> proposals = new ArrayList<>();
    for (WorkloadGroup group : situation.groups().all()) {
      if (situation.inScope(group.first())) {
        proposals.add(propose(group));
      } else {
        group.members().forEach(workload -> proposals.add(outOfScope(workload)));
      }
    }
    proposals.sort(null);
    return proposals;
  }

  private WorkloadProposal outOfScope(Workload workload) {
    WorkloadGroup alone =
        new WorkloadGroup(List.of(workload), situation.groups().group(workload).selection());
    Optional<String> system = situation.systemReason(workload);
    return system.isPresent()
        ? without(alone, State.SYSTEM, system.get() + ": a peer, never a subject", List.of())
        : without(
            alone,
            State.NOT_ENFORCEABLE,
            "its pods share their node's network, which policies do not govern",
            List.of());
  }

  private WorkloadProposal propose(WorkloadGroup group) {
    if (group.selection() instanceof Selection.Proven proven) {
      return propose(group, proven);
    }
    String reason = group.selection() instanceof Selection.Unprovable u ? u.reason() : "";
    return without(group, State.NO_SELECTOR, reason, List.of());
  }

  private WorkloadProposal propose(WorkloadGroup group, Selection.Proven proven) {
    List<JudgedEdge> touching = edges.of(group);
    List<JudgedEdge> used =
        touching.stream().filter(e -> e.standing() instanceof Standing.Used).toList();
    List<Hold> found = holds.find(group, touching);
    List<Hold> open = found.stream().filter(hold -> !holds.isAccepted(hold, group)).toList();
    if (used.isEmpty() && !declared.suffice(group) && !keepsItsPaths(group, open)) {
      return touching.isEmpty()
          ? without(
              group, State.NO_TRAFFIC, "no flow of it was seen; " + BLIND, untold(group, open))
          : without(group, State.NOTHING_LEARNT, nothingLearnt(touching), open);
    }
    Set<Direction> isolates = EnumSet.noneOf(Direction.class);
    isolates.addAll(situation.options().isolate());
    open.forEach(hold -> isolates.remove(hold.direction()));
    if (isolates.isEmpty()) {
      return without(
          group,
          State.HELD_OPEN,
          "every direction is held open: a policy would have no effect",
          open);
    }
    if (situation.options().defaultDeny() == DefaultDeny.NONE) {
      isolates.removeIf(direction -> !kept.isolate(group, direction));
      if (isolates.isEmpty()) {
        return without(
            group,
            State.NOT_ISOLATED,
            "no policy that stays isolates it, and --default-deny none isolates nothing",
            open);
      }
    }
    List<AllowedAlready> already = beside.admitted(group, isolates, used);
    isolates.removeIf(direction -> beside.isDone(group, direction, used, already));
    if (isolates.isEmpty()) {
      return covered(group, open, already);
    }
    List<Hold> accepted = found.stream().filter(hold -> holds.isAccepted(hold, group)).toList();
    return proposed(group, proven, used, isolates, open, accepted, already);
  }

  /**
   * Whether a person lets the default deny of a namespace cut off a group that nobody saw, and
   * rules can say which paths of it the cluster's objects or a mesh ask for: its own policy keeps
   * them.
   */
  private boolean keepsItsPaths(WorkloadGroup group, List<Hold> open) {
    return open.stream().noneMatch(hold -> hold.word().equals(DeclaredHold.WORD))
        && declared.hasRules(group)
        && !unseen.accepted(group.members()).isEmpty();
  }

  /** What holds a group open that nobody saw: nothing, unless somebody lets it be cut off. */
  private List<Hold> untold(WorkloadGroup group, List<Hold> open) {
    return unseen.accepted(group.members()).isEmpty() ? List.of() : open;
  }

  private static String nothingLearnt(Collection<JudgedEdge> edges) {
    return (edges.size() == 1
            ? "its only edge cannot be learnt from; "
            : "none of its " + edges.size() + " edges can be learnt from; ")
        + BLIND;
  }

  private WorkloadProposal proposed(
      WorkloadGroup group,
      Selection.Proven proven,
      List<JudgedEdge> used,
      Set<Direction> isolates,
      List<Hold> open,
      List<Hold> accepted,
      List<AllowedAlready> already) {
    Map<Direction, List<JudgedEdge>> concerning = new EnumMap<>(Direction.class);
    isolates.forEach(
        d ->
            concerning.put(
                d, BesideKept.rest(already, d, EdgesOfGroups.concerning(group, d, used))));
    Rules built = rules.build(group, concerning);
    Set<Direction> closed = EnumSet.noneOf(Direction.class);
    closed.addAll(built.closed());
    already.forEach(kept -> closed.remove(kept.direction()));
    NetworkPolicy policy =
        drafts.draft(group.first(), proven.proof().selector(), isolates, built.rules());
    return new WorkloadProposal(
        group.first(),
        group.others(),
        State.PROPOSED,
        "",
        Optional.of(policy),
        Optional.of(proven.proof()),
        built.evidence(),
        open,
        newly(group, isolates),
        closed,
        already,
        weakest(used),
        notes.of(group, proven, policy, accepted, built.notes()));
  }

  private WorkloadProposal covered(
      WorkloadGroup group, List<Hold> open, List<AllowedAlready> already) {
    return without(
        group,
        State.COVERED,
        "current policies isolate it and admit all that was seen: "
            + String.join(", ", kept.of(group)),
        open,
        already);
  }

  /** The directions in which some pod of the group is open today. */
  private Set<Direction> newly(WorkloadGroup group, Set<Direction> isolates) {
    List<NetworkPolicy> here = current.in(group.first().cluster(), group.first().namespace());
    Set<Direction> newly = EnumSet.noneOf(Direction.class);
    for (Direction direction : isolates) {
      boolean someOpen =
          situation.roster().sorted(situation.roster().present(group.members())).stream()
              .map(Pod::labels)
              .distinct()
              .anyMatch(
                  labels ->
                      here.stream()
                          .noneMatch(
                              policy ->
                                  policy.isolates().contains(direction)
                                      && policy.podSelector().matches(labels)));
      if (someOpen) {
        newly.add(direction);
      }
    }
    return newly;
  }

  private static Confidence weakest(List<JudgedEdge> used) {
    return used.stream()
        .map(JudgedEdge::confidence)
        .min(Confidence::compareTo)
        .orElse(Confidence.LOW);
  }

  private WorkloadProposal without(
      WorkloadGroup group, State state, String reason, List<Hold> open) {
    return without(group, state, reason, open, List.of());
  }

  private WorkloadProposal without(
      WorkloadGroup group,
      State state,
      String reason,
      List<Hold> open,
      List<AllowedAlready> already) {
    Optional<SelectorProof> proof =
        group.selection() instanceof Selection.Proven proven && state != State.SYSTEM
            ? Optional.of(proven.proof())
            : Optional.empty();
    return new WorkloadProposal(
        group.first(),
        group.others(),
        state,
        reason,
        Optional.empty(),
        proof,
        List.of(),
        open,
        Set.of(),
        Set.of(),
        already,
        Confidence.LOW,
        List.of());
  }
}
