package io.sluice.analyzer.cluster;

import io.sluice.ingest.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who had which address when, and what every pod, Service, node and namespace looked like.
 *
 * <p>Pod ids are indexes into {@link #pods()}, sorted by cluster, namespace, name and start, so
 * they do not depend on the order of reading. Pods that only a log names are added behind them by
 * {@link PodDirectory}.
 */
public final class Inventory {
  /** Slack of a join between a flow's clock and the cluster's, in milliseconds. */
  public static final long SLACK_MILLIS = 90_000;

  private Inventory() {}

  /** An inventory that knows nothing: names in the logs are all there is. */
  public static Inventory empty() {
    return new Inventory();
  }

  /** Builds the inventory from objects in any order; see the issue list in {@link #warnings()}. */
  public static Inventory of(Collection<ClusterObject> objects) {
    throw new IllegalStateException("stub");
  }

  /** Whether it holds neither pods nor workloads. */
  public boolean isEmpty() {
    throw new IllegalStateException("stub");
  }

  /** Cluster names, sorted; {@code ""} for a cluster without a name. */
  public SortedSet<String> clusters() {
    throw new IllegalStateException("stub");
  }

  /** All pods over all time; the index is the id. */
  public List<Pod> pods() {
    throw new IllegalStateException("stub");
  }

  /** All workloads, sorted, with or without pods. */
  public List<Workload> workloads() {
    throw new IllegalStateException("stub");
  }

  /** Ids of a workload's pods over all time. */
  public RoaringBitmap podsOf(Workload workload) {
    throw new IllegalStateException("stub");
  }

  /** Ids of the pods that run at the end: not finished, not replaced (the last snapshot's view). */
  public RoaringBitmap livePods() {
    throw new IllegalStateException("stub");
  }

  /** Ids of a namespace's pods over all time. */
  public RoaringBitmap podsIn(String cluster, String namespace) {
    throw new IllegalStateException("stub");
  }

  /** A workload's own object. */
  public Optional<Controller> controller(Workload workload) {
    throw new IllegalStateException("stub");
  }

  /** The pod of that name that ran at that time, else the one nearest to it. */
  public Optional<Pod> pod(String cluster, String namespace, String name, long epochMillis) {
    throw new IllegalStateException("stub");
  }

  /** Who had an address at a time, in one cluster. Node addresses win over hostNetwork pods. */
  public Holder holder(String cluster, IpAddress address, long epochMillis) {
    throw new IllegalStateException("stub");
  }

  /**
   * Namespaces of a cluster with their labels; {@code kubernetes.io/metadata.name} always there.
   */
  public SortedMap<String, SortedMap<String, String>> namespaces(String cluster) {
    throw new IllegalStateException("stub");
  }

  /** Labels of a namespace; only its name where the snapshot does not have the object. */
  public SortedMap<String, String> namespaceLabels(String cluster, String namespace) {
    throw new IllegalStateException("stub");
  }

  /** All nodes, sorted by cluster and name. */
  public List<Node> nodes() {
    throw new IllegalStateException("stub");
  }

  public Optional<Node> node(String cluster, String name) {
    throw new IllegalStateException("stub");
  }

  /** All Services, sorted by cluster, namespace and name. */
  public List<Service> services() {
    throw new IllegalStateException("stub");
  }

  /**
   * The pods behind a Service's port at a time, each with its own target port.
   *
   * @param port the Service's port, or its node port
   * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
   */
  public List<Backend> backends(Service service, String protocol, int port, long epochMillis) {
    throw new IllegalStateException("stub");
  }

  /** The Services whose backends a pod is among. */
  public List<Service> servicesOf(Pod pod) {
    throw new IllegalStateException("stub");
  }

  /** Ports that a pod is known to listen on: declared container ports and resolved target ports. */
  public SortedSet<Integer> declaredPorts(Pod pod, String protocol) {
    throw new IllegalStateException("stub");
  }

  /** When the last snapshot or event was taken, or {@link Long#MIN_VALUE} without any time. */
  public long takenAtMillis() {
    throw new IllegalStateException("stub");
  }

  /** What is odd about the objects, for people, sorted; such as a List without pods. */
  public List<String> warnings() {
    throw new IllegalStateException("stub");
  }
}
