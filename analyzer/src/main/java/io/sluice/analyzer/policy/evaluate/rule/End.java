package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import io.sluice.ingest.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, prepared for evaluation: what selects it, and by which addresses an
 * ipBlock may match it.
 *
 * <p>HOT PATH: what is asked for every connection is kept, not derived. Immutable.
 */
public final class End {
  private final String cluster;
  private final String node;
  private final boolean onNodeNetwork;
  private final @Nullable Pod pod;
  private final @Nullable PodClass podClass;
  private final @Nullable Isolation ingress;
  private final @Nullable Isolation egress;
  private final List<IpAddress> v4;
  private final List<IpAddress> v6;
  private final int families;
  private final int classNumber;
  private final boolean onEveryNode;

  /** Why it is not known, of an end that is not. */
  private final @Nullable String unknown;

  private End(
      String cluster,
      String node,
      boolean onNodeNetwork,
      @Nullable Pod pod,
      @Nullable PodClass podClass,
      List<IpAddress> addresses,
      @Nullable String unknown) {
    this.cluster = cluster;
    this.node = node;
    this.onNodeNetwork = onNodeNetwork;
    this.pod = pod;
    this.podClass = podClass;
    this.ingress = podClass == null ? null : podClass.ingress();
    this.egress = podClass == null ? null : podClass.egress();
    this.v4 = addresses.stream().filter(a -> !a.v6()).toList();
    this.v6 = addresses.stream().filter(IpAddress::v6).toList();
    this.families = AddressFamilies.of(!v4.isEmpty(), !v6.isEmpty());
    this.classNumber = podClass == null ? -1 : podClass.number();
    this.onEveryNode =
        pod == null && !onNodeNetwork && addresses.stream().anyMatch(LocalResolvers::contains);
    this.unknown = unknown;
  }

  /** An address outside. */
  public static End ofAddress(IpAddress address) {
    return new End("", "", false, null, null, List.of(address), null);
  }

  /** An end that nobody knows, and why, for people. */
  public static End ofUnknown(String reason) {
    return new End("", "", false, null, null, List.of(), reason);
  }

  /** A node with these addresses. */
  public static End ofNode(Node node) {
    return new End(node.cluster(), node.name(), true, null, null, node.addresses(), null);
  }

  /** A pod that shares the network of its node, with these addresses. */
  public static End ofHostNetworkPod(Pod pod, List<IpAddress> addresses) {
    return new End(pod.cluster(), pod.node(), true, pod, null, addresses, null);
  }

  /** A pod with a network of its own. */
  public static End ofPod(Pod pod, PodClass podClass) {
    return new End(pod.cluster(), pod.node(), false, pod, podClass, pod.addresses(), null);
  }

  /** Cluster name, or "" for an address outside. */
  public String cluster() {
    return cluster;
  }

  /** Whether it is a node or a hostNetwork pod. */
  public boolean onNodeNetwork() {
    return onNodeNetwork;
  }

  /** Whether it is a pod with a network of its own. */
  public boolean isPod() {
    return podClass != null;
  }

  /** That pod; else empty. */
  public Optional<Pod> pod() {
    return podClass == null ? Optional.empty() : Optional.ofNullable(pod);
  }

  /** Whether it is a pod that shares the network of its node. */
  public boolean isHostNetworkPod() {
    return onNodeNetwork && pod != null;
  }

  /**
   * Whether it was made of this very pod: to compare all fields would cost more than to make it.
   */
  @SuppressWarnings("ReferenceEquality")
  public boolean isMadeOf(Pod other) {
    return pod == other;
  }

  /** Its labels' class; present exactly where {@link #pod} is. */
  public Optional<PodClass> podClass() {
    return Optional.ofNullable(podClass);
  }

  /** The same of an end that is a pod. */
  public PodClass pods() {
    if (podClass == null) {
      throw new IllegalStateException(this + " has no class of pods");
    }
    return podClass;
  }

  /** The number of its class; -1 where it is no pod. */
  int classNumber() {
    return classNumber;
  }

  /** What isolates such an end in a direction. */
  public Isolation isolation(Direction direction) {
    Isolation isolation = direction == Direction.INGRESS ? ingress : egress;
    return isolation == null ? pods().isolation(direction) : isolation;
  }

  public boolean isUnknown() {
    return unknown != null;
  }

  /** Why it is not known; only of an unknown end. */
  public String whyUnknown() {
    if (unknown == null) {
      throw new IllegalStateException(this + " is known");
    }
    return unknown;
  }

  /** The {@link AddressFamilies} of its addresses. */
  int families() {
    return families;
  }

  public List<IpAddress> addresses(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }

  /** Whether it is an address that every node has for its own pods. */
  boolean isOnEveryNode() {
    return onEveryNode;
  }

  /** Whether the other end is, or shares the network of, the node that this pod runs on. */
  public boolean runsOn(End other) {
    return other.isOnEveryNode() || isNodeOf(other);
  }

  private boolean isNodeOf(End other) {
    return other.onNodeNetwork
        && !node.isEmpty()
        && node.equals(other.node)
        && cluster.equals(other.cluster);
  }

  /** Whether the other end is of another cluster, whose pods and nodes are but addresses here. */
  boolean isForeign(End other) {
    return !other.cluster.equals(cluster);
  }

  /**
   * Whether the engine that filters here holds an ipBlock against the other end's address at all.
   */
  boolean blocksReach(End other) {
    EngineProfile engine = pods().enforcement().engine();
    if (other.onEveryNode) {
      return engine.ipBlockMatchesNodes();
    }
    if (isForeign(other)) {
      return true;
    }
    if (other.onNodeNetwork) {
      return engine.ipBlockMatchesNodes();
    }
    return !other.isPod() || engine.ipBlockMatchesPods();
  }

  /** Whether both are the same pod. */
  public boolean isSamePodAs(End other) {
    Pod a = pod;
    Pod b = other.pod;
    return a != null && b != null && a.id() == b.id() && isPod() && other.isPod() && areSame(a, b);
  }

  /** Two pods with the same id, of which one inventory has one only. */
  private static boolean areSame(Pod a, Pod b) {
    return a.name().equals(b.name())
        && a.startMillis() == b.startMillis()
        && a.workload().equals(b.workload());
  }

  /**
   * Whether a port name stands for a number here. A name may stand for several, because each
   * container has names of its own. Nothing but a pod declares ports.
   */
  boolean declares(PolicyPort.Named port, int number, EngineProfile engine) {
    if (pod == null || podClass == null) {
      return false;
    }
    List<ContainerPort> declared = pod.ports();
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).number() == number
          && NameNumbers.isDeclaration(declared.get(i), port, engine)) {
        return true;
      }
    }
    return false;
  }

  /** The numbers that a port name stands for here. */
  public SortedSet<Integer> numbersOf(PolicyPort.Named port, EngineProfile engine) {
    return pod == null || podClass == null
        ? Collections.emptySortedSet()
        : NameNumbers.of(pod, port, engine);
  }

  /** For sentences: {@code shop/cart-1}, {@code node aks-1}, {@code 203.0.113.9}. */
  @Override
  public String toString() {
    if (pod != null) {
      return pod.title();
    }
    if (onNodeNetwork) {
      return "node " + node;
    }
    return isUnknown() ? "an unknown end" : addresses(v4.isEmpty()).get(0).toString();
  }
}
