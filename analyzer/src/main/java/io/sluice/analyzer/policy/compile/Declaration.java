package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a port name that policies use stands for on a pod.
 *
 * @param port the name and its protocol
 * @param number the number
 */
public record Declaration(PolicyPort.Named port, int number) {
  /** All declarations of a pod with names in use; none for a hostNetwork pod, as on a node. */
  static Set<Declaration> of(
      Pod pod, Collection<PolicyPort.Named> inUse, EngineProfile.Ports read) {
    if (pod.hostNetwork() || inUse.isEmpty() || pod.ports().isEmpty()) {
      return Set.of();
    }
    return pod.ports().stream()
        .filter(declared -> read.initContainers() || !declared.init())
        .flatMap(
            declared -> Protocol.ofWord(declared.protocol()).stream().map(p -> of(declared, p)))
        .filter(declaration -> inUse.contains(declaration.port))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is of this number. */
  public boolean is(int other) {
    return number == other;
  }

  private static Declaration of(ContainerPort declared, Protocol protocol) {
    return new Declaration(new PolicyPort.Named(protocol, declared.name()), declared.number());
  }
}
