package io.sluice.recommender.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A Service.
 *
 * @param clusterIp its address, or {@code None}
 * @param selector empty where its endpoints are written by hand
 * @param publicAddress address of its load balancer
 * @param localTraffic whether {@code externalTrafficPolicy} is {@code Local}
 * @param outside addresses of its endpoints outside the cluster
 */
public record WorldService(
    String namespace,
    String name,
    String clusterIp,
    SortedMap<String, String> selector,
    List<Port> ports,
    Optional<String> publicAddress,
    boolean localTraffic,
    List<String> outside) {

  /**
   * A port of a Service.
   *
   * @param target number or name of the pods' port
   * @param nodePort 0 where there is none
   */
  public record Port(String name, int port, String target, String protocol, int nodePort) {
    /** The pods' port that this one leads to. */
    public Optional<WorldPort> of(WorldWorkload workload) {
      return workload.ports().stream()
          .filter(p -> p.protocol().equals(protocol))
          .filter(p -> p.name().equals(target) || String.valueOf(p.number()).equals(target))
          .findFirst();
    }
  }

  /** Whether the pods of a workload stand behind it; what runs jobs serves nobody. */
  public boolean selects(WorldWorkload workload) {
    return !selector.isEmpty()
        && !workload.runsJobs()
        && workload.namespace().equals(namespace)
        && workload.labels().entrySet().containsAll(selector.entrySet());
  }

  /** {@code namespace/name}. */
  public String title() {
    return namespace + "/" + name;
  }
}
