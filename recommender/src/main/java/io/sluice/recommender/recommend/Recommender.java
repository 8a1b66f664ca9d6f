package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.recommend.declared.DecidedPaths;
import io.sluice.recommender.recommend.declared.DeclaredRule;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.evidence.EvidenceJudge;
import io.sluice.recommender.recommend.evidence.Scanners;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.propose.Drafts;
import io.sluice.recommender.recommend.propose.PolicyNames;
import io.sluice.recommender.recommend.propose.Proposer;
import io.sluice.recommender.recommend.propose.RuleBuilder;
import io.sluice.recommender.recommend.propose.Warnings;
import io.sluice.recommender.recommend.replay.ExcessCounter;
import io.sluice.recommender.recommend.replay.Replay;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Proposes one NetworkPolicy per workload and replays every edge through the evaluator. The same
 * input in any order gives the same recommendation.
 */
public final class Recommender {
  private final Inventory inventory;
  private final PodDirectory pods;
  private final Settings settings;
  private final RecommendOptions options;
  private final HostNames names;

  /** A recommender for one inventory, of one cluster or several. */
  public Recommender(
      Inventory inventory, PodDirectory pods, Settings settings, RecommendOptions options) {
    this(inventory, pods, settings, options, new HostNames());
  }

  /** The same, where a log gives names to addresses. */
  public Recommender(
      Inventory inventory,
      PodDirectory pods,
      Settings settings,
      RecommendOptions options,
      HostNames names) {
    this.inventory = inventory;
    this.pods = pods;
    this.settings = settings;
    this.options = options;
    this.names = names;
  }

  /**
   * Proposes, taking every current policy for somebody else's.
   *
   * @param edges what was seen
   * @param current the policies in force today
   * @throws ReplayFailure where a used edge would be denied by what is proposed: a bug, never
   *     written
   */
  public Recommendation recommend(Edges edges, PolicySet current) {
    return recommend(edges, current, Set.of());
  }

  /**
   * Proposes.
   *
   * @param edges what was seen
   * @param current the policies in force today
   * @param own those of them that an earlier run proposed ({@link OwnPolicies}): their names are
   *     taken over, so that applying a proposal replaces its predecessor
   * @throws ReplayFailure where a used edge would be denied by what is proposed: a bug, never
   *     written
   */
  public Recommendation recommend(Edges edges, PolicySet current, Set<NetworkPolicy.Key> own) {
    Situation situation = Situation.of(inventory, pods, settings, options, names);
    PeerNames peerNames = new PeerNames(situation.groups());
    PeerFinder peers = new PeerFinder(situation, peerNames);

    List<JudgedEdge> judged = judge(edges, situation, peers);
    List<JudgedEdge> used =
        judged.stream().filter(e -> e.standing() instanceof Standing.Used).toList();

    DnsResolvers resolvers = new DnsResolvers(situation, peerNames, forwarded(edges));
    List<DeclaredRule> declared = new DecidedPaths(situation, peerNames).rules(edges.ambiguous());
    DeclaredRules promised = new DeclaredRules(declared);
    RuleBuilder rules = new RuleBuilder(situation, peers, resolvers, promised);
    Drafts drafts =
        new Drafts(new PolicyNames(situation.roster().workloads(), foreign(current, own)));
    List<WorkloadProposal> proposals =
        new Proposer(situation, rules, promised, drafts, current, judged).proposeAll();

    PolicySet proposed =
        PolicySet.of(proposals.stream().flatMap(p -> p.policy().stream()).toList());
    PolicySet effective = options.replace() ? proposed : current.with(proposed);
    List<String> denied = new Replay(situation, peers, effective, proposed).run(used);

    return new Recommendation(
        proposals,
        judged,
        proposed,
        effective,
        new ExcessCounter(situation, proposed).count(used),
        new Warnings(situation, resolvers).of(proposals, denied));
  }

  /** Only says of every edge what it counts for, sorted; the same as in a recommendation. */
  public List<JudgedEdge> judge(Edges edges) {
    Situation situation = Situation.of(inventory, pods, settings, options, names);
    PeerNames peerNames = new PeerNames(situation.groups());
    return judge(edges, situation, new PeerFinder(situation, peerNames));
  }

  /** The workloads that policies are meant for: neither the system's nor hostNetwork. */
  public SortedSet<Workload> subjects() {
    Situation situation = Situation.of(inventory, pods, settings, options, names);
    return situation.roster().workloads().stream()
        .filter(situation::inScope)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<JudgedEdge> judge(Edges edges, Situation situation, PeerFinder peers) {
    Scanners scanners = new Scanners(edges.directed(), settings.scanTargets());
    return new EvidenceJudge(situation, peers, scanners).judge(edges);
  }

  private static List<Edge> forwarded(Edges edges) {
    List<Edge> forwarded = new ArrayList<>(edges.directed());
    forwarded.removeIf(edge -> edge.key().denied());
    return forwarded;
  }

  private List<NetworkPolicy> foreign(PolicySet current, Set<NetworkPolicy.Key> own) {
    return options.replace()
        ? List.of()
        : current.policies().stream().filter(policy -> !own.contains(policy.key())).toList();
  }
}
