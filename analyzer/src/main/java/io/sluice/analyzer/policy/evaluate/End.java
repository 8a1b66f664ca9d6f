package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One end of a connection, prepared for evaluation: what selects it, and by which addresses an
 * ipBlock may match it.
 *
 * @param subject whom it stands for
 * @param cluster cluster name, or "" for an address outside
 * @param node the node that it is or runs on, or ""
 * @param onNodeNetwork whether it is a node or a hostNetwork pod
 * @param pod a pod with a network of its own; else empty
 * @param podClass its labels' class; present exactly where {@code pod} is
 * @param v4 its IPv4 addresses
 * @param v6 its IPv6 addresses
 */
record End(
    Subject subject,
    String cluster,
    String node,
    boolean onNodeNetwork,
    Optional<Pod> pod,
    Optional<PodClass> podClass,
    List<IpAddress> v4,
    List<IpAddress> v6) {

  static End ofAddress(Subject.OfAddress subject) {
    IpAddress address = subject.address();
    return new End(
        subject,
        "",
        "",
        false,
        Optional.empty(),
        Optional.empty(),
        address.v6() ? List.of() : List.of(address),
        address.v6() ? List.of(address) : List.of());
  }

  static End ofUnknown(Subject.Unknown subject) {
    return new End(
        subject, "", "", false, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  static End onNode(Subject subject, String cluster, String node, List<IpAddress> addresses) {
    return new End(
        subject,
        cluster,
        node,
        true,
        Optional.empty(),
        Optional.empty(),
        addresses.stream().filter(a -> !a.v6()).toList(),
        addresses.stream().filter(IpAddress::v6).toList());
  }

  static End ofPod(Subject.OfPod subject, PodClass podClass) {
    Pod pod = subject.pod();
    return new End(
        subject,
        pod.cluster(),
        pod.node(),
        false,
        Optional.of(pod),
        Optional.of(podClass),
        pod.addresses().stream().filter(a -> !a.v6()).toList(),
        pod.addresses().stream().filter(IpAddress::v6).toList());
  }

  boolean isUnknown() {
    return subject instanceof Subject.Unknown;
  }

  boolean hasAddress() {
    return !v4.isEmpty() || !v6.isEmpty();
  }

  List<IpAddress> addresses(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }

  /** Whether it is an address that every node has for its own pods. */
  boolean isOnEveryNode() {
    return subject instanceof Subject.OfAddress of && LocalResolvers.contains(of.address());
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

  /** Whether both are the same pod. */
  boolean isSamePodAs(End other) {
    if (pod.isEmpty() || other.pod.isEmpty()) {
      return false;
    }
    Pod a = pod.get();
    Pod b = other.pod.get();
    return a.id() == b.id()
        && a.name().equals(b.name())
        && a.startMillis() == b.startMillis()
        && a.workload().equals(b.workload());
  }

  /**
   * Whether a port name stands for a number here. A name may stand for several, because each
   * container has names of its own. Nothing but a pod declares ports.
   */
  boolean declares(PolicyPort.Named port, int number, EngineProfile engine) {
    if (pod.isEmpty()) {
      return false;
    }
    List<ContainerPort> declared = pod.get().ports();
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).number() == number && isDeclaration(declared.get(i), port, engine)) {
        return true;
      }
    }
    return false;
  }

  /** The numbers that a port name stands for here. */
  SortedSet<Integer> numbersOf(PolicyPort.Named port, EngineProfile engine) {
    return pod.map(p -> numbersOf(p, port, engine)).orElse(new TreeSet<>());
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
