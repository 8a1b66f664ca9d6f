package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, prepared for evaluation: what selects it, and by which addresses an
 * ipBlock may match it.
 *
 * <p>HOT PATH: what is asked for every connection is kept, not derived. Immutable.
 */
final class End {
  private final Subject subject;
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
  private final boolean onEveryNode;

  private End(
      Subject subject,
      String cluster,
      String node,
      boolean onNodeNetwork,
      @Nullable Pod pod,
      @Nullable PodClass podClass,
      List<IpAddress> addresses) {
    this.subject = subject;
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
    this.onEveryNode =
        subject instanceof Subject.OfAddress of && LocalResolvers.contains(of.address());
  }

  static End ofAddress(Subject.OfAddress subject) {
    return new End(subject, "", "", false, null, null, List.of(subject.address()));
  }

  static End ofUnknown(Subject.Unknown subject) {
    return new End(subject, "", "", false, null, null, List.of());
  }

  static End onNode(Subject subject, String cluster, String node, List<IpAddress> addresses) {
    return new End(subject, cluster, node, true, null, null, addresses);
  }

  static End ofPod(Subject.OfPod subject, PodClass podClass) {
    Pod pod = subject.pod();
    return new End(subject, pod.cluster(), pod.node(), false, pod, podClass, pod.addresses());
  }

  /** Whom it stands for. */
  Subject subject() {
    return subject;
  }

  /** Cluster name, or "" for an address outside. */
  String cluster() {
    return cluster;
  }

  /** Whether it is a node or a hostNetwork pod. */
  boolean onNodeNetwork() {
    return onNodeNetwork;
  }

  /** Whether it is a pod with a network of its own. */
  boolean isPod() {
    return pod != null;
  }

  /** Whether it is this very object. */
  @SuppressWarnings("ReferenceEquality")
  boolean is(Pod other) {
    return pod == other;
  }

  /** That pod; else empty. */
  Optional<Pod> pod() {
    return Optional.ofNullable(pod);
  }

  /** Its labels' class; present exactly where {@link #pod} is. */
  Optional<PodClass> podClass() {
    return Optional.ofNullable(podClass);
  }

  /** The same of an end that is a pod. */
  PodClass pods() {
    if (podClass == null) {
      throw new IllegalStateException(subject + " has no class of pods");
    }
    return podClass;
  }

  /** What isolates such an end in a direction. */
  Isolation isolation(Direction direction) {
    Isolation isolation = direction == Direction.INGRESS ? ingress : egress;
    return isolation == null ? pods().isolation(direction) : isolation;
  }

  boolean isUnknown() {
    return subject instanceof Subject.Unknown;
  }

  /** The {@link AddressFamilies} of its addresses. */
  int families() {
    return families;
  }

  List<IpAddress> addresses(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }

  /** Whether it is an address that every node has for its own pods. */
  boolean isOnEveryNode() {
    return onEveryNode;
  }

  /** Whether the other end is, or shares the network of, the node that this pod runs on. */
  boolean runsOn(End other) {
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
  boolean isSamePodAs(End other) {
    Pod a = pod;
    Pod b = other.pod;
    return a != null
        && b != null
        && a.id() == b.id()
        && a.name().equals(b.name())
        && a.startMillis() == b.startMillis()
        && a.workload().equals(b.workload());
  }

  /**
   * Whether a port name stands for a number here. A name may stand for several, because each
   * container has names of its own. Nothing but a pod declares ports.
   */
  boolean declares(PolicyPort.Named port, int number, EngineProfile engine) {
    if (pod == null) {
      return false;
    }
    List<ContainerPort> declared = pod.ports();
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).number() == number && isDeclaration(declared.get(i), port, engine)) {
        return true;
      }
    }
    return false;
  }

  /** The numbers that a port name stands for here. */
  SortedSet<Integer> numbersOf(PolicyPort.Named port, EngineProfile engine) {
    return pod == null ? new TreeSet<>() : numbersOf(pod, port, engine);
  }

  /** The numbers that a port name stands for in a pod. */
  static SortedSet<Integer> numbersOf(Pod pod, PolicyPort.Named port, EngineProfile engine) {
    SortedSet<Integer> numbers = new TreeSet<>();
    for (ContainerPort declared : pod.ports()) {
      if (isDeclaration(declared, port, engine)) {
        numbers.add(declared.number());
      }
    }
    return numbers;
  }

  private static boolean isDeclaration(
      ContainerPort declared, PolicyPort.Named port, EngineProfile engine) {
    return declared.name().equals(port.name())
        && declared.protocol().equals(port.protocol().name())
        && (engine.initContainerPorts() || !declared.init());
  }

  /** For sentences: {@code shop/cart-1}, {@code node aks-1}, {@code 203.0.113.9}. */
  @Override
  public String toString() {
    return subject.toString();
  }
}
