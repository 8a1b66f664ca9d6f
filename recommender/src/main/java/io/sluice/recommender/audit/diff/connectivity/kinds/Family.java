package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends as they are met in one address family. One that has addresses of the other family alone is
 * not met; one of which no address is known may be met in any, but a hostNetwork pod as its node.
 */
final class Family {
  private Family() {}

  static List<Pod> pods(List<Pod> pods, List<Node> nodes, AddressFamily family) {
    Set<String> known = nodes.stream().map(Node::name).collect(Collectors.toSet());
    return pods.stream()
        .filter(pod -> isMet(pod.addresses(), family))
        .filter(
            pod -> !pod.hostNetwork() || !pod.addresses().isEmpty() || !known.contains(pod.node()))
        .map(pod -> pod.ofFamily(family == AddressFamily.IPV6))
        .toList();
  }

  static List<Node> nodes(List<Node> nodes, AddressFamily family) {
    return nodes.stream()
        .filter(node -> isMet(node.addresses(), family))
        .map(node -> node.ofFamily(family == AddressFamily.IPV6))
        .toList();
  }

  private static boolean isMet(List<IpAddress> addresses, AddressFamily family) {
    return addresses.isEmpty()
        || addresses.stream().anyMatch(address -> AddressFamily.of(address) == family);
  }
}
