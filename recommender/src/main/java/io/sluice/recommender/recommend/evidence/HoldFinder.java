package io.sluice.recommender.recommend.evidence;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Direction;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.declared.DeclaredHold;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.situation.PodNetwork;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what keeps a direction of a workload open, so that what was seen but cannot be said, and
 * what the logs cannot see, never become a denial in silence.
 */
public final class HoldFinder {
  /** Flows that a hold names one by one. */
  private static final int NAMED_FLOWS = 5;

  private final Situation situation;
  private final RecommendOptions options;
  private final DeclaredRules declared;
  private final Map<String, PodNetwork> networks = new HashMap<>();

  public HoldFinder(Situation situation, DeclaredRules declared) {
    this.situation = situation;
    this.options = situation.options();
    this.declared = declared;
  }

  /**
   * The holds of a group, sorted, whether or not the user accepts them.
   *
   * @param edges all edges that touch it
   */
  public List<Hold> find(WorkloadGroup group, Collection<JudgedEdge> edges) {
    List<Hold> holds = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      if (options.isolate().contains(direction)) {
        holds.addAll(withheld(group, direction, edges));
        holds.addAll(unseen(group, direction, edges));
        for (String detail : declared.unspeakable(group, direction)) {
          holds.add(new Hold(direction, DeclaredHold.WORD, detail, 0, Reasons.ACCEPT_WITHHELD));
        }
      }
    }
    holds.sort(null);
    return holds;
  }

  /** Whether somebody takes the risk that a hold of a group stands for. */
  public boolean isAccepted(Hold hold, WorkloadGroup group) {
    return isAcceptedByOption(hold) || decision(hold, group).isPresent();
  }

  /** Who takes it: an option or a decision. */
  public String acceptedBy(Hold hold, WorkloadGroup group) {
    return isAcceptedByOption(hold)
        ? hold.release()
        : decision(hold, group).map(d -> d.sponsor().words()).orElse("");
  }

  private boolean isAcceptedByOption(Hold hold) {
    boolean ofSight = hold.word().equals(PARTIAL) || hold.word().equals(BLIND);
    return ofSight ? options.acceptPartial() : options.acceptWithheld();
  }

  private Optional<HoldDecision> decision(Hold hold, WorkloadGroup group) {
    return options.decisions().releasing(group.members(), hold.direction(), hold.word());
  }

  private static final String PARTIAL = "partial-source";
  private static final String BLIND = "blind-source";

  private List<Hold> withheld(
      WorkloadGroup group, Direction direction, Collection<JudgedEdge> edges) {
    TreeMap<String, List<JudgedEdge>> byWord = new TreeMap<>();
    for (JudgedEdge judged : edges) {
      if (judged.standing() instanceof Standing.Withheld withheld
          && concerns(judged, group, direction)) {
        byWord.computeIfAbsent(withheld.reason().word(), w -> new ArrayList<>()).add(judged);
      }
    }
    List<Hold> holds = new ArrayList<>();
    byWord.forEach((word, behind) -> holds.add(hold(direction, word, behind)));
    return holds;
  }

  /** An edge whose orientation is open may be of either direction of both ends. */
  private static boolean concerns(JudgedEdge judged, WorkloadGroup group, Direction direction) {
    Edge edge = judged.edge();
    if (!judged.ambiguous()) {
      return isMember(group, EdgeFacts.subject(edge, direction));
    }
    boolean client = isMember(group, edge.key().client());
    boolean server = isMember(group, edge.key().server());
    boolean withOwnNode = isOwnNode(edge.key().client()) || isOwnNode(edge.key().server());
    return (client || server) && !(withOwnNode && direction == Direction.INGRESS);
  }

  private static boolean isMember(WorkloadGroup group, Party party) {
    return party instanceof Workload workload && group.members().contains(workload);
  }

  private static boolean isOwnNode(Party party) {
    return party instanceof Party.Node node && node.own();
  }

  private static Hold hold(Direction direction, String word, List<JudgedEdge> behind) {
    List<JudgedEdge> sorted = behind.stream().sorted().toList();
    List<String> flows =
        sorted.stream()
            .map(j -> EdgeFacts.describe(j.edge(), j.ambiguous()) + records(j.edge()))
            .toList();
    Standing.Reason reason = reason(sorted);
    return new Hold(
        direction,
        word,
        Enumeration.of("; ", flows, NAMED_FLOWS) + ": " + reason.meaning(),
        sorted.stream().mapToLong(j -> j.edge().records()).sum(),
        reason.release());
  }

  /** The reason of the flow with the fewest records: what releases it releases the others. */
  private static Standing.Reason reason(List<JudgedEdge> withheld) {
    return withheld.stream()
        .sorted(Comparator.comparingLong(judged -> judged.edge().records()))
        .map(judged -> ((Standing.Withheld) judged.standing()).reason())
        .findFirst()
        .orElseThrow();
  }

  private static String records(Edge edge) {
    return " (" + edge.records() + (edge.records() == 1 ? " record)" : " records)");
  }

  /** Whether a record of it was made where a policy of the group's own end decided about it. */
  private static boolean isDecided(JudgedEdge judged, WorkloadGroup group, Direction direction) {
    Edge edge = judged.edge();
    Reporter own = direction == Direction.EGRESS ? Reporter.CLIENT : Reporter.SERVER;
    return edge.vantages().contains(Vantage.POLICY)
        && !judged.ambiguous()
        && isMember(group, EdgeFacts.subject(edge, direction))
        && edge.recordsByReporter().getOrDefault(own, 0L) > 0;
  }

  /** What the logs that saw the workload cannot show. */
  private List<Hold> unseen(
      WorkloadGroup group, Direction direction, Collection<JudgedEdge> edges) {
    Set<Vantage> vantages = EnumSet.noneOf(Vantage.class);
    boolean decided = false;
    for (JudgedEdge judged : edges) {
      decided |= isDecided(judged, group, direction);
      if (!(judged.standing() instanceof Standing.Quarantined)) {
        vantages.addAll(judged.edge().vantages());
      }
    }
    PodNetwork network =
        networks.computeIfAbsent(
            group.first().cluster(), cluster -> PodNetwork.of(situation.inventory(), cluster));
    Sight sight = Sight.of(vantages, network, direction, decided);
    return switch (sight.extent()) {
      case VISIBLE -> List.of();
      case PARTIAL ->
          List.of(new Hold(direction, PARTIAL, sight.what(), 0, Reasons.ACCEPT_PARTIAL));
      case BLIND -> List.of(new Hold(direction, BLIND, sight.what(), 0, Reasons.ACCEPT_PARTIAL));
    };
  }
}
