package io.sluice.recommender.recommend.privilege;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.select.PodClasses;
import io.sluice.recommender.recommend.select.PodClasses.PodClass;
import io.sluice.recommender.recommend.select.PodRoster;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live pods of a cluster by class, as policies can tell them apart, and which classes a
 * selector or a peer of these policies means. Pods are looked at once, here; whoever asks goes over
 * classes.
 */
public final class PodIndex {
  private final boolean blocksMatchPods;
  private final List<PodClass> classes = new ArrayList<>();
  private final Map<Place, List<Integer>> byPlace = new HashMap<>();
  private final Map<Peer, List<Integer>> byPeer = new HashMap<>();

  private record Place(String cluster, String namespace) {}

  private record Peer(Place place, PolicyPeer peer) {}

  public PodIndex(Situation situation, PolicySet policies) {
    this.blocksMatchPods = situation.options().engine().ipBlockMatchesPods();
    PodRoster roster = situation.roster();
    PodClasses bySight = new PodClasses(roster, policies);
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

  /** A class by its number. */
  public PodClass get(int index) {
    return classes.get(index);
  }

  /** The classes that a policy selects. */
  public List<Integer> selected(NetworkPolicy policy) {
    return in(new Place(policy.cluster(), policy.namespace())).stream()
        .filter(c -> policy.podSelector().matches(get(c).first().labels()))
        .toList();
  }

  /** The classes that a peer of a policy means. */
  public List<Integer> peers(NetworkPolicy policy, PolicyPeer peer) {
    return byPeer.computeIfAbsent(
        new Peer(new Place(policy.cluster(), policy.namespace()), peer), this::find);
  }

  private List<Integer> find(Peer key) {
    List<Integer> found = new ArrayList<>();
    for (Place place : places(key.place(), key.peer())) {
      for (int candidate : in(place)) {
        if (matches(key.peer(), get(candidate).first())) {
          found.add(candidate);
        }
      }
    }
    return found;
  }

  private List<Integer> in(Place place) {
    return byPlace.getOrDefault(place, List.of());
  }

  /** Our own peers name their namespace; an ipBlock may hold pods of any. */
  private Collection<Place> places(Place own, PolicyPeer peer) {
    if (peer instanceof PolicyPeer.Pods pods) {
      Optional<LabelSelector> selector = pods.namespaces();
      return selector.isEmpty()
          ? List.of(own)
          : selector.get().requirements().stream()
              .flatMap(r -> r.values().stream())
              .map(namespace -> new Place(own.cluster(), namespace))
              .toList();
    }
    return blocksMatchPods
        ? byPlace.keySet().stream().filter(place -> place.cluster().equals(own.cluster())).toList()
        : List.of();
  }

  private static boolean matches(PolicyPeer peer, Pod pod) {
    if (peer instanceof PolicyPeer.Pods pods) {
      return pods.pods().orElse(LabelSelector.EVERYTHING).matches(pod.labels());
    }
    return peer instanceof PolicyPeer.IpBlock block
        && pod.addresses().stream().anyMatch(block::holds);
  }
}
