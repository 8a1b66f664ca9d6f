package io.sluice.recommender.example;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A Service of the example cluster with one port.
 *
 * @param clusterIp {@code None} for a headless one
 * @param selector its selector; empty for {@code default/kubernetes}
 * @param port the Service's port
 * @param targetPort name of a container port, or a number
 * @param protocol protocol of the port; a DNS Service has both
 * @param publicAddress address of its load balancer; such a Service is open to the internet
 */
record ExampleService(
    String namespace,
    String name,
    String clusterIp,
    SortedMap<String, String> selector,
    int port,
    String targetPort,
    String protocol,
    Optional<String> publicAddress) {

  boolean selects(ExamplePod pod) {
    return !selector.isEmpty()
        && pod.workload().namespace().equals(namespace)
        && pod.labels().entrySet().containsAll(selector.entrySet());
  }
}
