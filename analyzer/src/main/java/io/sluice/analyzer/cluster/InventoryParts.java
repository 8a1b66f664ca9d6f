package io.sluice.analyzer.cluster;

import io.sluice.analyzer.cluster.AddressTimeline.Claim;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** The parts of an {@link Inventory}, in the order in which they are made of each other. */
final class InventoryParts {
  /** The label that the API server puts on every namespace. */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  final SortedSet<String> clusters = new TreeSet<>();
  final List<Pod> pods = new ArrayList<>();
  final SortedMap<Workload, RoaringBitmap> workloads = new TreeMap<>();
  final RoaringBitmap live = new RoaringBitmap();
  final Map<Workload, Controller> controllers;
  final AddressIndex addresses = new AddressIndex();
  final SortedMap<String, SortedMap<String, SortedMap<String, String>>> namespaces =
      new TreeMap<>();
  final List<Node> nodes;
  final Map<String, Node> nodesByName = new HashMap<>();
  final ServiceIndex services;
  final LabelIndex labels;
  final PodNames names;
  final long takenAtMillis;
  final List<String> warnings;

  private final Map<String, Pod> byUid = new HashMap<>();

  InventoryParts(Collection<ClusterObject> objects) {
    SortedSet<String> odd = new TreeSet<>();
    ObjectHistory history = ObjectHistory.of(objects);
    InventoryChecks.requireOneClusterPerName(history);
    odd.addAll(history.warnings());
    OwnerResolution owners = new OwnerResolution(history);
    List<PodDraft> drafts = new ArrayList<>();
    history.of("Pod").forEach(life -> drafts.add(PodDraft.of(life, owners)));
    odd.addAll(PodSuccession.cut(drafts));
    ManifestPods manifests = ManifestPods.of(history, drafts);
    controllers = manifests.controllers();
    controllers.keySet().forEach(workload -> workloads.put(workload, new RoaringBitmap()));
    drafts.addAll(manifests.pods());
    odd.addAll(manifests.warnings());
    drafts.sort(PodDraft.ORDER);
    drafts.forEach(this::add);
    labels = new LabelIndex(pods);
    names = new PodNames(pods);
    objects.forEach(object -> clusters.add(object.cluster()));

    ClusterNodes clusterNodes = new ClusterNodes(history, drafts);
    nodes = clusterNodes.all();
    nodes.forEach(node -> nodesByName.put(node.cluster() + "\u0000" + node.name(), node));
    clusterNodes.claimAddresses(addresses);
    List<Service> found = new ArrayList<>();
    history.of("Service").forEach(life -> found.add(claimed(ClusterServices.of(life), life)));
    claimPodAddresses(drafts);
    SortedMap<String, Long> known = knownUntil(objects);
    clusters.forEach(
        cluster -> addresses.complete(cluster, horizon(known.getOrDefault(cluster, NEVER))));
    takenAtMillis = known.values().stream().mapToLong(Long::longValue).max().orElse(NEVER);

    services = new ServiceIndex(found, pods, labels);
    history.of("EndpointSlice").forEach(this::addSlice);
    services.complete();
    addNamespaces(history);
    odd.addAll(new InventoryChecks(history, drafts, addresses).warnings());
    warnings = List.copyOf(odd);
  }

  private static final long NEVER = Long.MIN_VALUE;

  private void add(PodDraft draft) {
    Pod pod = draft.numbered(pods.size());
    pods.add(pod);
    workloads.computeIfAbsent(pod.workload(), workload -> new RoaringBitmap()).add(pod.id());
    if (!draft.finished && pod.endMillis() == Long.MAX_VALUE) {
      live.add(pod.id());
    }
    if (!draft.uid.isEmpty()) {
      byUid.put(draft.uid, pod);
    }
  }

  private void claimPodAddresses(List<PodDraft> drafts) {
    for (Pod pod : pods) {
      long end = drafts.get(pod.id()).addressEndMillis;
      Claim claim = new Claim(new Holder.OfPod(pod), pod.startMillis(), end);
      pod.addresses().forEach(address -> addresses.claim(pod.cluster(), address, claim));
    }
  }

  private Service claimed(Service service, ObjectLife life) {
    long start = life.meta().creationMillis();
    Claim claim =
        new Claim(new Holder.OfService(service), start, Math.max(start, life.goneMillis()));
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
      public Optional<Pod> byUid(String uid) {
        return Optional.ofNullable(byUid.get(uid)).filter(pod -> pod.cluster().equals(cluster));
      }

      @Override
      public Optional<Pod> byName(String namespace, String name, long epochMillis) {
        return names.at(cluster, namespace, name, epochMillis);
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
    }
    workloads.keySet().forEach(workload -> namespace(workload.cluster(), workload.namespace()));
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
