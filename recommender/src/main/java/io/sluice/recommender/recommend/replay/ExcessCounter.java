package io.sluice.recommender.recommend.replay;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Recommendation;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.select.PodClasses;
import io.sluice.recommender.recommend.select.PodClasses.PodClass;
import io.sluice.recommender.recommend.select.PodRoster;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Measures least privilege: (source pod, destination pod, port) triples of live pods that rules of
 * the proposal allow, and how many of them were never observed.
 *
 * <p>Counted by class: a triple of classes stands for the product of their pods, without a pod to
 * itself. A triple counts where a proposed rule of one end names it and the other end's proposed
 * policies, if it has any, let it through. What an edge observed is the product of its client and
 * server pods, because an edge keeps both sets and not the pairs: the number of never observed
 * triples is a lower bound. A range counts port by port, as cells that no rule tells apart.
 */
public final class ExcessCounter {
  private final Situation situation;
  private final PolicySet proposed;
  private final Evaluator evaluator;
  private final List<PodClass> classes = new ArrayList<>();
  private final Map<Place, List<Integer>> byPlace = new HashMap<>();
  private final Map<Observed, TreeMap<Integer, Seen>> seen = new HashMap<>();
  private final PortCells cells;

  private record Place(String cluster, String namespace) {}

  /** Two classes by their index, and ports between them that no rule tells apart. */
  private record Triple(int source, int destination, PolicyPort.Range ports) {}

  private record Observed(Party client, Party server, int protocol) {}

  private record Seen(RoaringBitmap clients, RoaringBitmap servers) {}

  public ExcessCounter(Situation situation, PolicySet proposed) {
    this.situation = situation;
    this.proposed = proposed;
    this.cells = PortCells.of(proposed);
    this.evaluator = new Evaluator(proposed, situation.inventory(), situation.options().engine());
    PodRoster roster = situation.roster();
    PodClasses bySight = new PodClasses(roster, proposed);
    for (Workload workload : roster.workloads()) {
      if (roster.anyAlive(List.of(workload))) {
        bySight.of(roster.present(List.of(workload))).forEach(c -> add(workload, c));
      }
    }
  }

  private void add(Workload workload, PodClass podClass) {
    byPlace
        .computeIfAbsent(
            new Place(workload.cluster(), workload.namespace()), p -> new ArrayList<>())
        .add(classes.size());
    classes.add(podClass);
  }

  /** Counts. */
  public Recommendation.Excess count(Collection<JudgedEdge> used) {
    used.forEach(judged -> remember(judged.edge()));
    long allowed = 0;
    long observed = 0;
    for (Triple triple : named()) {
      PodClass source = classes.get(triple.source());
      PodClass destination = classes.get(triple.destination());
      if (allows(source, destination, triple.ports())) {
        int width = triple.ports().to() - triple.ports().from() + 1;
        allowed += pairs(source.pods(), destination.pods()) * width;
        observed += observed(source, destination, triple.ports());
      }
    }
    return new Recommendation.Excess(allowed, observed, allowed - observed);
  }

  private void remember(Edge edge) {
    Observed between =
        new Observed(edge.key().client(), edge.key().server(), edge.key().protocol());
    for (int port : EdgeFacts.portNumbers(edge)) {
      Seen before =
          seen.computeIfAbsent(between, o -> new TreeMap<>())
              .computeIfAbsent(port, p -> new Seen(new RoaringBitmap(), new RoaringBitmap()));
      before.clients().or(seenPods(edge.key().client(), edge.clientPods()));
      before.servers().or(seenPods(edge.key().server(), edge.serverPods()));
    }
  }

  /**
   * The pods that an edge shows. Where the snapshot has only a manifest, a log's pod names are none
   * of its replicas, which nothing tells apart: what one did, all count as having done.
   */
  private RoaringBitmap seenPods(Party party, RoaringBitmap pods) {
    if (!(party instanceof Workload workload)) {
      return pods;
    }
    RoaringBitmap present = situation.roster().present(List.of(workload));
    boolean manifestOnly =
        situation.roster().sorted(present).stream()
            .allMatch(pod -> pod.origin() == Pod.Origin.MANIFEST);
    return manifestOnly ? present : pods;
  }

  private long observed(PodClass source, PodClass destination, PolicyPort.Range ports) {
    Observed between =
        new Observed(
            source.first().workload(), destination.first().workload(), ports.protocol().number());
    return seen
        .getOrDefault(between, new TreeMap<>())
        .subMap(ports.from(), true, ports.to(), true)
        .values()
        .stream()
        .mapToLong(
            edge ->
                pairs(
                    RoaringBitmap.and(edge.clients(), source.pods()),
                    RoaringBitmap.and(edge.servers(), destination.pods())))
        .sum();
  }

  private static long pairs(RoaringBitmap sources, RoaringBitmap destinations) {
    return sources.getLongCardinality() * destinations.getLongCardinality()
        - RoaringBitmap.andCardinality(sources, destinations);
  }

  private boolean allows(PodClass source, PodClass destination, PolicyPort.Range ports) {
    Pod server =
        source.first().id() == destination.first().id()
            ? destination.second()
            : destination.first();
    return evaluator.allows(
        new Connection(
            new Subject.OfPod(source.first()),
            new Subject.OfPod(server),
            ports.protocol().number(),
            ports.from()));
  }

  /** The triples of classes that some rule names. */
  private Set<Triple> named() {
    Set<Triple> named = new HashSet<>();
    for (NetworkPolicy policy : proposed.policies()) {
      List<Integer> own =
          in(policy.cluster(), policy.namespace()).stream()
              .filter(c -> policy.podSelector().matches(classes.get(c).first().labels()))
              .toList();
      for (Direction direction : policy.isolates()) {
        for (PolicyRule rule : policy.rules(direction)) {
          rule.peers().forEach(peer -> add(named, direction, own, peers(policy, peer), rule));
        }
      }
    }
    return named;
  }

  private void add(
      Set<Triple> named,
      Direction direction,
      List<Integer> own,
      List<Integer> peers,
      PolicyRule rule) {
    for (int mine : own) {
      for (int theirs : peers) {
        for (PolicyPort.Range ports : cells.of(rule.ports())) {
          named.add(
              direction == Direction.EGRESS
                  ? new Triple(mine, theirs, ports)
                  : new Triple(theirs, mine, ports));
        }
      }
    }
  }

  private List<Integer> in(String cluster, String namespace) {
    return byPlace.getOrDefault(new Place(cluster, namespace), List.of());
  }

  private List<Integer> peers(NetworkPolicy policy, PolicyPeer peer) {
    List<Integer> peers = new ArrayList<>();
    for (String namespace : namespaces(policy, peer)) {
      for (int candidate : in(policy.cluster(), namespace)) {
        if (matches(peer, classes.get(candidate).first())) {
          peers.add(candidate);
        }
      }
    }
    return peers;
  }

  /** Our own peers name their namespace; an ipBlock may hold pods of any. */
  private Collection<String> namespaces(NetworkPolicy policy, PolicyPeer peer) {
    if (peer instanceof PolicyPeer.Pods pods) {
      Optional<LabelSelector> selector = pods.namespaces();
      return selector.isEmpty()
          ? List.of(policy.namespace())
          : selector.get().requirements().stream().flatMap(r -> r.values().stream()).toList();
    }
    return situation.options().engine().ipBlockMatchesPods()
        ? byPlace.keySet().stream()
            .filter(place -> place.cluster().equals(policy.cluster()))
            .map(Place::namespace)
            .toList()
        : List.of();
  }

  private static boolean matches(PolicyPeer peer, Pod pod) {
    if (peer instanceof PolicyPeer.Pods pods) {
      return pods.pods().orElse(LabelSelector.EVERYTHING).matches(pod.labels());
    }
    return peer instanceof PolicyPeer.IpBlock block
        && pod.addresses().stream().anyMatch(address -> holds(block, address));
  }

  private static boolean holds(PolicyPeer.IpBlock block, IpAddress address) {
    return block.cidr().contains(address)
        && block.except().stream().noneMatch((Cidr cut) -> cut.contains(address));
  }
}
