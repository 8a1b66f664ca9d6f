package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.ApiCallback;
import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Controller;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.ingest.IpAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who had which address when, and what every pod, Service, node and namespace looked like.
 *
 * <p>Pod ids are indexes into {@link #pods()}, sorted by cluster, namespace, name and start, so
 * they do not depend on the order of reading. Pods that only a log names are added behind them by
 * {@link PodDirectory}. Nothing changes after {@link #of}, so threads may share it; bitmaps that it
 * returns are the caller's own.
 */
public final class Inventory {
  /** Slack of a join between a flow's clock and the cluster's, in milliseconds. */
  public static final long SLACK_MILLIS = 90_000;

  /**
   * How long after the last snapshot or event its pod addresses still count, in milliseconds: an
   * hour, in which few clusters hand an address on to another workload.
   */
  public static final long STALE_AFTER_MILLIS = 3_600_000;

  private final InventoryParts parts;

  private Inventory(InventoryParts parts) {
    this.parts = parts;
  }

  /** An inventory that knows nothing: names in the logs are all there is. */
  public static Inventory empty() {
    return of(List.of());
  }

  /** Builds the inventory from objects in any order; what is odd is in {@link #warnings()}. */
  public static Inventory of(Collection<ClusterObject> objects) {
    return of(objects, List.of());
  }

  /**
   * The same with pods that recorders saw: they hold addresses only when they were seen to, and
   * none of them is taken to run still.
   */
  public static Inventory of(Collection<ClusterObject> objects, Collection<SeenPod> seen) {
    return new Inventory(new InventoryParts(objects, seen));
  }

  /** Whether it holds neither pods nor workloads. */
  public boolean isEmpty() {
    return parts.pods.workloads().isEmpty();
  }

  /** Cluster names, sorted; {@code ""} for a cluster without a name. */
  public SortedSet<String> clusters() {
    return Collections.unmodifiableSortedSet(parts.clusters);
  }

  /** All pods over all time; the index is the id. */
  public List<Pod> pods() {
    return parts.pods.pods();
  }

  /** All workloads, sorted, with or without pods. */
  public List<Workload> workloads() {
    return List.copyOf(parts.pods.workloads().keySet());
  }

  /** Ids of a workload's pods over all time. */
  public RoaringBitmap podsOf(Workload workload) {
    return parts.pods.workloads().getOrDefault(workload, new RoaringBitmap()).clone();
  }

  /** Ids of the pods that run at the end: not finished, not replaced (the last snapshot's view). */
  public RoaringBitmap livePods() {
    return parts.pods.live();
  }

  /** Ids of a namespace's pods over all time. */
  public RoaringBitmap podsIn(String cluster, String namespace) {
    return parts.pods.labels().in(cluster, namespace);
  }

  /** A workload's own object. */
  public Optional<Controller> controller(Workload workload) {
    return Optional.ofNullable(parts.pods.controllers().get(workload));
  }

  /** The pod of that name that ran at that time, else the one nearest to it. */
  public Optional<Pod> pod(String cluster, String namespace, String name, long epochMillis) {
    return parts.pods.byName(cluster, namespace, name, epochMillis);
  }

  /** Who had an address at a time, in one cluster. Node addresses win over hostNetwork pods. */
  public Holder holder(String cluster, IpAddress address, long epochMillis) {
    return tenure(cluster, address, epochMillis).holder();
  }

  /** The same, with the stretch of time in which the answer is no other. */
  public Tenure tenure(String cluster, IpAddress address, long epochMillis) {
    return parts.addresses.tenure(cluster, address, epochMillis);
  }

  /**
   * Namespaces of a cluster with their labels; {@code kubernetes.io/metadata.name} always there.
   */
  public SortedMap<String, SortedMap<String, String>> namespaces(String cluster) {
    return Collections.unmodifiableSortedMap(
        parts.namespaces.getOrDefault(cluster, new TreeMap<>()));
  }

  /** Labels of a namespace; only its name where the snapshot does not have the object. */
  public SortedMap<String, String> namespaceLabels(String cluster, String namespace) {
    SortedMap<String, String> labels =
        parts.namespaces.getOrDefault(cluster, new TreeMap<>()).get(namespace);
    return labels == null
        ? InventoryParts.nameOnly(namespace)
        : Collections.unmodifiableSortedMap(labels);
  }

  /** Whether a namespace's object was read: without it, it may have more labels than its name. */
  public boolean knowsLabelsOfNamespace(String cluster, String namespace) {
    return parts.namespaceObjects.contains(cluster + "\u0000" + namespace);
  }

  /** All nodes, sorted by cluster and name. */
  public List<Node> nodes() {
    return parts.nodes;
  }

  public Optional<Node> node(String cluster, String name) {
    return Optional.ofNullable(parts.nodesByName.get(cluster + "\u0000" + name));
  }

  /** All Services, sorted by cluster, namespace and name. */
  public List<Service> services() {
    return parts.services.services();
  }

  /** The Services that have an address: several can share a load balancer's, by port. */
  public List<Service> servicesAt(String cluster, IpAddress address) {
    return parts.addresses.services(cluster, address);
  }

  /** The Service that has a node port. */
  public Optional<Service> nodePortService(String cluster, String protocol, int nodePort) {
    return parts.services.onNodePort(cluster, protocol, nodePort);
  }

  /**
   * The pods behind a Service's port at a time, each with its own target port, by pod id.
   *
   * @param port the Service's port, or its node port
   * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
   */
  public List<Backend> backends(Service service, String protocol, int port, long epochMillis) {
    return parts.services.backends(service, protocol, port, epochMillis);
  }

  /** Where the API server of a cluster answers, sorted; none where the snapshot does not say. */
  public List<ApiServer> apiServers(String cluster) {
    return parts.apiServers.of(cluster);
  }

  /** Whether the API server of a cluster answers at an address. */
  public boolean isApiServer(String cluster, IpAddress address) {
    return parts.apiServers.isAt(cluster, address);
  }

  /** What makes the API servers call Services, sorted. */
  public List<ApiCallback> apiCallbacks() {
    return parts.apiCallbacks;
  }

  /**
   * What a pod's object says of its mesh and its name servers; nothing where a log alone has it.
   */
  public PodTraits traits(Pod pod) {
    return pod.id() < parts.pods.drafts().size()
        ? parts.pods.drafts().get(pod.id()).traits()
        : PodTraits.NONE;
  }

  /** The Services whose backends a pod is among. */
  public List<Service> servicesOf(Pod pod) {
    return Collections.unmodifiableList(parts.services.of(pod));
  }

  /** Ports that a pod is known to listen on: declared container ports and resolved target ports. */
  public SortedSet<Integer> declaredPorts(Pod pod, String protocol) {
    SortedSet<Integer> ports = new TreeSet<>();
    for (ContainerPort port : pod.ports()) {
      if (port.serves() && port.protocol().equals(protocol)) {
        ports.add(port.number());
      }
    }
    if (pod.id() < parts.pods.pods().size()) {
      ports.addAll(parts.services.targetPorts(pod, protocol));
    }
    return ports;
  }

  /** When the last snapshot or event was taken, or {@link Long#MIN_VALUE} without any time. */
  public long takenAtMillis() {
    return parts.takenAtMillis;
  }

  /** What is odd about the objects, for people, sorted; such as a snapshot without Services. */
  public List<String> warnings() {
    return parts.warnings;
  }
}
