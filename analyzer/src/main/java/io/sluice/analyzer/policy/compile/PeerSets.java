package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Turns selectors and ipBlocks into sets of pod classes. */
public final class PeerSets {
  private static final RoaringBitmap NOBODY = new RoaringBitmap();

  private final PodClasses classes;
  private final RoaringBitmap everybody;
  private final SelectorIndex pods = new SelectorIndex();
  private final SelectorIndex namespaces = new SelectorIndex();
  private final Map<Scope, RoaringBitmap> scopes = new HashMap<>();
  private final Map<String, RoaringBitmap> inCluster = new HashMap<>();
  private final Map<Seen, RoaringBitmap> reachedByBlocks = new HashMap<>();
  private final Map<PolicyPeer, RoaringBitmap> holders = new HashMap<>();

  private record Scope(String cluster, String namespace) {}

  private record Seen(String cluster, EngineProfile.IpBlocks by) {}

  /**
   * Whom a rule's peers match.
   *
   * @param byLabels classes matched whatever the address family
   * @param v4 classes of which an IPv4 block holds an address
   * @param v6 classes of which an IPv6 block holds an address
   */
  public record PeerSet(RoaringBitmap byLabels, RoaringBitmap v4, RoaringBitmap v6) {}

  public PeerSets(PodClasses classes, Surroundings surroundings, Vocabulary vocabulary) {
    this.classes = classes;
    this.everybody = classes.where(traits -> true);
    List<RoaringBitmap> holdersOf = new ArrayList<>();
    for (PolicyPeer.IpBlock block : vocabulary.blocks()) {
      holdersOf.add(holders.computeIfAbsent(block, added -> new RoaringBitmap()));
    }
    for (int i = 0; i < classes.size(); i++) {
      int number = i;
      Traits traits = classes.traits(i);
      traits.blocks().forEach((int block) -> holdersOf.get(block).add(number));
      if (!traits.hostNetwork()) {
        Scope scope = new Scope(traits.cluster(), traits.place());
        scopes.computeIfAbsent(scope, added -> new RoaringBitmap()).add(i);
        pods.add(i, traits.labels());
        addNamespace(i, scope, surroundings);
      }
    }
    scopes.values().forEach(RoaringBitmap::runOptimize);
    holders.values().forEach(RoaringBitmap::runOptimize);
  }

  private void addNamespace(int number, Scope scope, Surroundings surroundings) {
    Map<String, String> labels = surroundings.namespaceLabels(scope.cluster, scope.namespace);
    if (surroundings.knowsLabelsOfNamespace(scope.cluster, scope.namespace)) {
      namespaces.add(number, labels);
    } else {
      namespaces.addIncomplete(number, labels);
    }
  }

  /** The classes that a policy selects. */
  public RoaringBitmap subjects(NetworkPolicy policy) {
    return RoaringBitmap.and(ownNamespace(policy), pods.matching(policy.podSelector()));
  }

  /** Whom these peers of a policy surely match on an engine; no peers match everybody. */
  public PeerSet of(NetworkPolicy policy, List<PolicyPeer> peers, EngineProfile engine) {
    if (peers.isEmpty()) {
      return new PeerSet(everybody, NOBODY, NOBODY);
    }
    RoaringBitmap byLabels = new RoaringBitmap();
    RoaringBitmap v4 = new RoaringBitmap();
    RoaringBitmap v6 = new RoaringBitmap();
    for (PolicyPeer peer : peers) {
      if (peer instanceof PolicyPeer.IpBlock block) {
        RoaringBitmap held = RoaringBitmap.and(holders.get(block), reachedByBlocks(policy, engine));
        (block.cidr().base().v6() ? v6 : v4).or(held);
      } else {
        byLabels.or(byLabels(policy, (PolicyPeer.Pods) peer));
      }
    }
    byLabels.runOptimize();
    return new PeerSet(byLabels, v4, v6);
  }

  private RoaringBitmap byLabels(NetworkPolicy policy, PolicyPeer.Pods peer) {
    RoaringBitmap found =
        peer.namespaces()
            .map((LabelSelector selector) -> inNamespaces(policy.cluster(), selector))
            .orElseGet(() -> ownNamespace(policy).clone());
    peer.pods().ifPresent(selector -> found.and(pods.matching(selector)));
    return found;
  }

  private RoaringBitmap inNamespaces(String cluster, LabelSelector selector) {
    return RoaringBitmap.and(inCluster(cluster), namespaces.matching(selector));
  }

  private RoaringBitmap ownNamespace(NetworkPolicy policy) {
    return scopes.getOrDefault(new Scope(policy.cluster(), policy.namespace()), NOBODY);
  }

  private RoaringBitmap inCluster(String cluster) {
    return inCluster.computeIfAbsent(
        cluster, name -> classes.where(traits -> traits.cluster().equals(name)));
  }

  /** Another cluster's pods are addresses like any other; for the own the engine decides. */
  private RoaringBitmap reachedByBlocks(NetworkPolicy policy, EngineProfile engine) {
    return reachedByBlocks.computeIfAbsent(
        new Seen(policy.cluster(), engine.ipBlocks()),
        seen ->
            classes.where(
                traits ->
                    !traits.cluster().equals(seen.cluster)
                        || Filters.blocksReach(engine, traits.hostNetwork())));
  }
}
