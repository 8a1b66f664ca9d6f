package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.ApiCallback;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.history.Hold;
import io.sluice.analyzer.history.ObjectHistory;
import io.sluice.analyzer.history.ObjectLife;
import io.sluice.analyzer.history.ObjectMeta;
import io.sluice.analyzer.history.PodCatalogue;
import io.sluice.analyzer.inventory.AddressTimeline.Claim;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.KeptKinds;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parts of an {@link Inventory}, in the order in which they are made of each other. */
final class InventoryParts {
  /** The label that the API server puts on every namespace. */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private static final long NEVER = Long.MIN_VALUE;

  final SortedSet<String> clusters = new TreeSet<>();
  final PodCatalogue pods;
  final AddressIndex addresses = new AddressIndex();
  final SortedMap<String, SortedMap<String, SortedMap<String, String>>> namespaces =
      new TreeMap<>();
  final Set<String> namespaceObjects = new HashSet<>();
  final List<Node> nodes;
  final Map<String, Node> nodesByName = new HashMap<>();
  final ServiceIndex services;
  final ApiServers apiServers = new ApiServers();
  final List<ApiCallback> apiCallbacks;
  final long takenAtMillis;
  final List<String> warnings;

  InventoryParts(Collection<ClusterObject> objects, Collection<SeenPod> seen) {
    objects.forEach(object -> clusters.add(object.cluster()));
    seen.forEach(pod -> clusters.add(pod.cluster()));
    SortedMap<String, Long> known = knownUntil(objects);
    takenAtMillis = known.values().stream().mapToLong(Long::longValue).max().orElse(NEVER);
    ObjectHistory history = ObjectHistory.of(objects);
    InventoryChecks.requireOneClusterPerName(history);

    pods = new PodCatalogue(history, seen);
    ClusterNodes clusterNodes = new ClusterNodes(history, pods.drafts());
    nodes = clusterNodes.all();
    nodes.forEach(node -> nodesByName.put(node.cluster() + "\u0000" + node.name(), node));
    List<Service> found = new ArrayList<>();
    history.of("Service").forEach(life -> found.add(claimed(ClusterServices.of(life), life)));
    clusterNodes.claimAddresses(addresses);
    claimPodAddresses();
    clusters.forEach(
        cluster -> addresses.complete(cluster, horizon(known.getOrDefault(cluster, NEVER))));

    services = new ServiceIndex(found, pods.pods(), pods.labels());
    history.of("EndpointSlice").forEach(this::addSlice);
    services.complete();
    addNamespaces(history);
    apiCallbacks = ApiCallbacks.of(history);
    warnings = warnings(history);
  }

  private List<String> warnings(ObjectHistory history) {
    SortedSet<String> all = new TreeSet<>(history.warnings());
    all.addAll(pods.warnings());
    all.addAll(new InventoryChecks(history, pods.drafts(), addresses).warnings());
    return List.copyOf(all);
  }

  private void claimPodAddresses() {
    for (Pod pod : pods.pods()) {
      Holder holder = new Holder.OfPod(pod);
      for (Hold hold : pods.drafts().get(pod.id()).holds()) {
        Claim claim = new Claim(holder, hold.fromMillis(), hold.untilMillis(), hold.seen());
        addresses.claim(pod.cluster(), hold.address(), claim);
      }
    }
  }

  private Service claimed(Service service, ObjectLife life) {
    long start = life.meta().creationMillis();
    Claim claim =
        new Claim(new Holder.OfService(service), start, Math.max(start, life.goneMillis()), false);
    List<IpAddress> own = new ArrayList<>(service.clusterIps());
    own.addAll(service.externalAddresses());
    own.forEach(address -> addresses.claim(service.cluster(), address, claim));
    return service;
  }

  /** The last moment that each cluster's objects tell of. */
  private static SortedMap<String, Long> knownUntil(Collection<ClusterObject> objects) {
    SortedMap<String, Long> known = new TreeMap<>();
    objects.stream()
        .filter(object -> !KeptKinds.isPolicy(object.kind()))
        .forEach(object -> known.merge(object.cluster(), object.epochMillis(), Math::max));
    return known;
  }

  private static long horizon(long knownUntil) {
    return knownUntil == NEVER ? Long.MAX_VALUE : knownUntil + Inventory.STALE_AFTER_MILLIS;
  }

  private void addSlice(ObjectLife life) {
    String service =
        life.tree().path("metadata").path("labels").path("kubernetes.io/service-name").asText("");
    apiServers.addSlice(service, life);
    if (service.isEmpty() || life.gone()) {
      return;
    }
    String cluster = life.meta().cluster();
    SliceBackends slice = SliceBackends.of(life, lookup(cluster));
    services.addSlice(cluster, life.meta().namespace(), service, slice);
  }

  private SliceBackends.PodLookup lookup(String cluster) {
    return new SliceBackends.PodLookup() {
      @Override
      public Optional<Pod> byUid(String namespace, String name, String uid) {
        return pods.byUid(cluster, namespace, name, uid);
      }

      @Override
      public Optional<Pod> byName(String namespace, String name, long epochMillis) {
        return pods.byName(cluster, namespace, name, epochMillis);
      }

      @Override
      public Optional<Pod> byAddress(IpAddress address, long epochMillis) {
        Holder holder = addresses.tenure(cluster, address, epochMillis).holder();
        return holder instanceof Holder.OfPod of ? Optional.of(of.pod()) : Optional.empty();
      }
    };
  }

  private void addNamespaces(ObjectHistory history) {
    for (ObjectLife life : history.of("Namespace")) {
      SortedMap<String, String> own = ObjectMeta.texts(life.tree().path("metadata").path("labels"));
      namespace(life.meta().cluster(), life.meta().name()).putAll(own);
      namespaceObjects.add(life.meta().cluster() + "\u0000" + life.meta().name());
    }
    pods.workloads()
        .keySet()
        .forEach(workload -> namespace(workload.cluster(), workload.namespace()));
    services.services().forEach(service -> namespace(service.cluster(), service.namespace()));
  }

  private SortedMap<String, String> namespace(String cluster, String name) {
    return namespaces
        .computeIfAbsent(cluster, c -> new TreeMap<>())
        .computeIfAbsent(name, InventoryParts::nameOnly);
  }

  /** All that is known of a namespace whose object is not there. */
  static SortedMap<String, String> nameOnly(String namespace) {
    return new TreeMap<>(Map.of(NAMESPACE_NAME, namespace));
  }
}
