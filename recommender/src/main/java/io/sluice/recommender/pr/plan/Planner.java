package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.Stage;
import io.sluice.recommender.pr.files.BaseFolder;
import io.sluice.recommender.recommend.NamespaceDefault;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Plans pull requests. Each namespace is looked at on its own: what the stage that it has reached
 * still lacks comes first, and only where nothing is lacking does it move one stage. What only
 * takes away goes into pull requests of its own, and waits until nothing is to be added to that
 * policy.
 */
public final class Planner {
  private final Survey survey;
  private final Function<Stage, Recommendation> recommend;
  private final Map<Stage, Recommendation> recommended = new EnumMap<>(Stage.class);
  private final BaseFolder base;
  private final PlanOptions options;

  /**
   * A planner.
   *
   * @param recommend what is recommended for a stage; asked once for each that is needed
   */
  public Planner(
      Survey survey,
      Function<Stage, Recommendation> recommend,
      BaseFolder base,
      PlanOptions options) {
    this.survey = survey;
    this.recommend = recommend;
    this.base = base;
    this.options = options;
  }

  /** The pull requests, sorted; also those that are empty, which say that nothing is left. */
  public List<PullRequestPlan> plan() {
    SortedMap<GroupKey, Draft> drafts = new TreeMap<>();
    for (String namespace : namespaces()) {
      adding(namespace, drafts);
      if (options.tighten()) {
        tightening(namespace, drafts);
      }
    }
    PlanWriter writer = new PlanWriter(survey, base, options);
    return drafts.values().stream().map(writer::write).toList();
  }

  private Recommendation at(Stage stage) {
    return recommended.computeIfAbsent(stage, recommend);
  }

  private SortedSet<String> namespaces() {
    TreeSet<String> namespaces = new TreeSet<>();
    survey.subjects().stream()
        .map(Workload::namespace)
        .filter(options::concerns)
        .forEach(namespaces::add);
    return namespaces;
  }

  private void adding(String namespace, SortedMap<GroupKey, Draft> drafts) {
    Stage reached = StageMove.of(base.oursIn(namespace));
    Stage wanted = options.settings().stageOf(namespace);
    Stage target = wanted.compareTo(reached) > 0 ? wanted : reached;
    Stage stage = reached == Stage.OBSERVE ? Stage.INGRESS : reached;
    List<Step> steps = List.of();
    while (stage.compareTo(target) <= 0 && steps.stream().allMatch(Step::isNothing)) {
      steps = steps(namespace, new StageMove(namespace, reached, stage, target));
      if (stage == Stage.DEFAULT_DENY) {
        break;
      }
      stage = stage.next();
    }
    for (Step step : steps) {
      step.into(drafts.computeIfAbsent(key(step.wanted.policy(), GroupKey.Kind.ADD), Draft::new));
    }
    if (steps.isEmpty() && options.grouping() != PlanOptions.Grouping.WORKLOAD) {
      drafts.computeIfAbsent(key(namespace, "", GroupKey.Kind.ADD), Draft::new);
    }
  }

  /** One wanted policy and what it makes of the base. */
  private record Step(
      WantedPolicy wanted,
      StageMove move,
      Recommendation recommendation,
      Optional<ChangedPolicy> change,
      boolean edited) {
    boolean isNothing() {
      return change.isEmpty();
    }

    void into(Draft draft) {
      change.ifPresent(draft.changes::add);
      if (edited) {
        draft.declined.add(wanted);
      }
      if (!draft.moves.contains(move)) {
        draft.moves.add(move);
      }
      draft.recommendations.put(move.namespace(), recommendation);
    }
  }

  private List<Step> steps(String namespace, StageMove move) {
    Recommendation recommendation = at(move.to());
    List<Step> steps = new ArrayList<>();
    for (WantedPolicy wanted : wanted(recommendation, namespace)) {
      steps.add(step(wanted, move, recommendation));
    }
    return steps;
  }

  private static List<WantedPolicy> wanted(Recommendation recommendation, String namespace) {
    List<WantedPolicy> wanted = new ArrayList<>();
    for (WorkloadProposal proposal : recommendation.proposals()) {
      if (proposal.policy().isPresent() && proposal.workload().namespace().equals(namespace)) {
        wanted.add(WantedPolicy.of(proposal));
      }
    }
    for (NamespaceDefault closing : recommendation.defaults()) {
      if (closing.namespace().equals(namespace)) {
        closing
            .policy()
            .ifPresent(policy -> wanted.add(new WantedPolicy(policy, Optional.empty())));
      }
    }
    return wanted;
  }

  private Step step(WantedPolicy wanted, StageMove move, Recommendation recommendation) {
    NetworkPolicy.Key key = wanted.policy().key();
    Optional<NetworkPolicy> ours = base.ours(key);
    Optional<NetworkPolicy> edited = base.edited(key);
    if (ours.isPresent()) {
      Merge merge = Merge.of(ours.get(), wanted.policy());
      Optional<ChangedPolicy> change =
          merge.adds()
              ? Optional.of(ChangedPolicy.extended(wanted, ours.get(), merge))
              : Optional.empty();
      return new Step(wanted, move, recommendation, change, false);
    }
    if (edited.isPresent()) {
      // What somebody made of it counts; only where ours would let more through is it told.
      boolean differs = Merge.of(edited.get(), wanted.policy()).adds();
      return new Step(wanted, move, recommendation, Optional.empty(), differs);
    }
    return new Step(wanted, move, recommendation, Optional.of(ChangedPolicy.added(wanted)), false);
  }

  private void tightening(String namespace, SortedMap<GroupKey, Draft> drafts) {
    Stage reached = StageMove.of(base.oursIn(namespace));
    if (reached == Stage.OBSERVE) {
      return;
    }
    Recommendation recommendation = at(reached);
    SortedMap<NetworkPolicy.Key, WantedPolicy> wanted = new TreeMap<>();
    wanted(recommendation, namespace).forEach(w -> wanted.put(w.policy().key(), w));
    StageMove move = new StageMove(namespace, reached, reached, reached);
    for (NetworkPolicy policy : base.oursIn(namespace)) {
      if (base.ours(policy.key()).isEmpty()) {
        continue;
      }
      Draft draft = drafts.computeIfAbsent(key(policy, GroupKey.Kind.TIGHTEN), Draft::new);
      draft.recommendations.put(namespace, recommendation);
      if (!draft.moves.contains(move)) {
        draft.moves.add(move);
      }
      tightened(policy, Optional.ofNullable(wanted.get(policy.key())))
          .ifPresent(draft.changes::add);
    }
  }

  private static Optional<ChangedPolicy> tightened(
      NetworkPolicy policy, Optional<WantedPolicy> wanted) {
    if (wanted.isEmpty()) {
      return Optional.of(ChangedPolicy.removed(policy));
    }
    Merge merge = Merge.of(policy, wanted.get().policy());
    return merge.adds() || !merge.hasUnseen()
        ? Optional.empty()
        : Optional.of(ChangedPolicy.tightened(wanted.get(), policy, merge));
  }

  private GroupKey key(NetworkPolicy policy, GroupKey.Kind kind) {
    return key(policy.namespace(), policy.name(), kind);
  }

  private GroupKey key(String namespace, String name, GroupKey.Kind kind) {
    String group =
        switch (options.grouping()) {
          case NAMESPACE -> namespace;
          case WORKLOAD -> namespace + "." + name;
          case ALL -> GroupKey.ALL;
        };
    return new GroupKey(options.clusterName(), group, kind);
  }
}
