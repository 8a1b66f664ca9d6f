package io.sluice.analyzer.cluster;

import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.SortedMap;

/**
 * A Service.
 *
 * @param cluster cluster name
 * @param namespace namespace
 * @param name name
 * @param type {@code ClusterIP}, {@code NodePort}, {@code LoadBalancer} or {@code ExternalName}
 * @param clusterIps its cluster addresses; empty when headless
 * @param externalAddresses external and load balancer addresses
 * @param selector label selector, empty when it has none
 * @param ports its ports
 * @param localTraffic whether {@code externalTrafficPolicy} is {@code Local}
 * @param sourceRanges {@code loadBalancerSourceRanges}
 * @param internalLoadBalancer whether an annotation makes its load balancer internal
 */
public record Service(
    String cluster,
    String namespace,
    String name,
    String type,
    List<IpAddress> clusterIps,
    List<IpAddress> externalAddresses,
    SortedMap<String, String> selector,
    List<ServicePort> ports,
    boolean localTraffic,
    List<String> sourceRanges,
    boolean internalLoadBalancer) {

  public String title() {
    return namespace + "/" + name;
  }

  /** Whether its owner declared it open to clients outside the cluster on the internet. */
  public boolean declaredPublic() {
    return type.equals("LoadBalancer") && !internalLoadBalancer;
  }
}
