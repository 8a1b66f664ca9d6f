package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.recommend.confidence.Maturities;
import io.sluice.recommender.recommend.confidence.ObservedWindow;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.declared.CallbackPaths;
import io.sluice.recommender.recommend.declared.DecidedPaths;
import io.sluice.recommender.recommend.declared.DeclaredHold;
import io.sluice.recommender.recommend.declared.DeclaredRule;
import io.sluice.recommender.recommend.declared.DeclaredRules;
import io.sluice.recommender.recommend.declared.DnsPaths;
import io.sluice.recommender.recommend.evidence.EvidenceJudge;
import io.sluice.recommender.recommend.evidence.HoldFinder;
import io.sluice.recommender.recommend.evidence.IdleHolds;
import io.sluice.recommender.recommend.evidence.Scanners;
import io.sluice.recommender.recommend.mesh.MeshMembers;
import io.sluice.recommender.recommend.mesh.MeshPaths;
import io.sluice.recommender.recommend.mesh.MeshTraffic;
import io.sluice.recommender.recommend.peer.PeerFinder;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.ports.PortUses;
import io.sluice.recommender.recommend.propose.Drafts;
import io.sluice.recommender.recommend.propose.KeptPolicies;
import io.sluice.recommender.recommend.propose.NamespaceDefaults;
import io.sluice.recommender.recommend.propose.PathPairs;
import io.sluice.recommender.recommend.propose.PolicyNames;
import io.sluice.recommender.recommend.propose.Proposer;
import io.sluice.recommender.recommend.propose.RuleBuilder;
import io.sluice.recommender.recommend.propose.Warnings;
import io.sluice.recommender.recommend.replay.Replay;
import io.sluice.recommender.recommend.replay.StoppedToday;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.tightness.Tightness;
import io.sluice.recommender.recommend.tightness.TradeOff;
import io.sluice.recommender.recommend.traffic.ApiServerSources;
import io.sluice.recommender.recommend.traffic.DnsResolvers;
import io.sluice.recommender.recommend.traffic.SystemTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Proposes one NetworkPolicy per workload and replays every edge through the evaluator. The same
 * input in any order gives the same recommendation.
 */
public final class Recommender {
  private final Settings settings;
  private final RecommendOptions options;
  private final Situation situation;

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
    this.settings = settings;
    this.options = options;
    this.situation = Situation.of(inventory, pods, settings, options, names);
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
    return recommend(edges, current, own, current);
  }

  /**
   * The same where other policies were in force while the edges were recorded: they say what those
   * stopped.
   */
  public Recommendation recommend(
      Edges edges, PolicySet current, Set<NetworkPolicy.Key> own, PolicySet recorded) {
    PeerNames peerNames = new PeerNames(situation.groups());
    PeerFinder peers = new PeerFinder(situation, peerNames);

    DnsResolvers resolvers = new DnsResolvers(situation, peerNames, forwarded(edges));
    MeshMembers mesh = new MeshMembers(situation);
    SystemTraffic system = new SystemTraffic(situation, resolvers, new MeshTraffic(mesh));
    Scanners scanners = scanners(edges);
    PortUses ports = PortUses.of(edges.directed(), situation, scanners);
    List<JudgedEdge> judged = judge(edges, recorded, peers, scanners, system, ports);
    List<JudgedEdge> used =
        judged.stream().filter(e -> e.standing() instanceof Standing.Used).toList();

    DeclaredRules promised =
        declared(
            edges, new MeshPaths(situation, peerNames, mesh).rules(used), peerNames, resolvers);
    PolicySet kept = PolicySet.of(foreign(current, own));
    PolicyNames policyNames = new PolicyNames(situation.roster().workloads(), kept.policies());
    IntFunction<List<WorkloadProposal>> proposing =
        addresses ->
            new Proposer(
                    situation,
                    new RuleBuilder(
                        situation.listing(addresses), peers, resolvers, promised, system, ports),
                    promised,
                    new KeptPolicies(situation, peers, kept),
                    new Drafts(policyNames),
                    current,
                    judged)
                .proposeAll();
    List<WorkloadProposal> exact = proposing.apply(settings.maxExternalAddresses());
    List<NamespaceDefault> defaults =
        options.defaultDeny() == DefaultDeny.NAMESPACE
            ? new NamespaceDefaults(situation, resolvers, policyNames, judged).of(exact)
            : List.of();
    TradeOff trade =
        new TradeOff(situation, peers, defaults, judged, proposed -> effective(current, proposed));
    SortedMap<Tightness, TradeOff.Choice> choices = trade.choices(exact, proposing);
    TradeOff.Choice chosen = Objects.requireNonNull(choices.get(settings.tightness()));
    PolicySet effective = effective(current, chosen.proposed());
    List<String> denied = new Replay(situation, peers, effective, chosen.proposed()).run(used);

    ObservedWindow window = ObservedWindow.of(edges);
    return new Recommendation(
        chosen.proposals(),
        judged,
        chosen.proposed(),
        effective,
        defaults,
        new PathPairs(situation, peers, current, chosen.proposals()).of(used),
        window,
        Maturities.of(chosen.proposals(), judged, window),
        chosen.leastPrivilege(),
        trade.steps(choices),
        new Warnings(situation, resolvers, ports).of(chosen.proposals(), denied));
  }

  private PolicySet effective(PolicySet current, PolicySet proposed) {
    return options.replace() ? proposed : current.with(proposed);
  }

  /** What people and the cluster's objects ask for, whether or not it was seen. */
  private DeclaredRules declared(
      Edges edges, List<DeclaredRule> mesh, PeerNames names, DnsResolvers resolvers) {
    CallbackPaths callbacks = new CallbackPaths(situation, new ApiServerSources(situation, names));
    List<DeclaredRule> rules = new ArrayList<>(mesh);
    rules.addAll(new DecidedPaths(situation, names).rules(edges.ambiguous()));
    rules.addAll(callbacks.rules());
    List<DeclaredHold> holds = new ArrayList<>();
    holds.addAll(DnsPaths.holds(situation, resolvers));
    holds.addAll(callbacks.holds());
    return new DeclaredRules(rules, holds);
  }

  /**
   * Only says of every edge what it counts for, sorted; the same as in a recommendation.
   *
   * @param recorded the policies that were in force when the logs were written
   */
  public List<JudgedEdge> judge(Edges edges, PolicySet recorded) {
    PeerNames peerNames = new PeerNames(situation.groups());
    DnsResolvers resolvers = new DnsResolvers(situation, peerNames, forwarded(edges));
    Scanners scanners = scanners(edges);
    return judge(
        edges,
        recorded,
        new PeerFinder(situation, peerNames),
        scanners,
        new SystemTraffic(situation, resolvers, new MeshTraffic(new MeshMembers(situation))),
        PortUses.of(edges.directed(), situation, scanners));
  }

  /**
   * Decisions that release a hold which is not there.
   *
   * @param judged the edges, as they are judged here
   */
  public List<HoldDecision> idleHolds(Edges edges, List<JudgedEdge> judged) {
    PeerNames peerNames = new PeerNames(situation.groups());
    DnsResolvers resolvers = new DnsResolvers(situation, peerNames, forwarded(edges));
    DeclaredRules promised = declared(edges, List.of(), peerNames, resolvers);
    return new IdleHolds(situation, new HoldFinder(situation, promised), judged).find();
  }

  /** The workloads that policies are meant for: neither the system's nor hostNetwork. */
  public SortedSet<Workload> subjects() {
    return situation.roster().workloads().stream()
        .filter(situation::inScope)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<JudgedEdge> judge(
      Edges edges,
      PolicySet recorded,
      PeerFinder peers,
      Scanners scanners,
      SystemTraffic system,
      PortUses ports) {
    return new EvidenceJudge(
            situation,
            peers,
            scanners,
            new StoppedToday(situation, peers, recorded)::test,
            system,
            ports)
        .judge(edges);
  }

  private Scanners scanners(Edges edges) {
    return new Scanners(edges.directed(), settings.scanTargets());
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
