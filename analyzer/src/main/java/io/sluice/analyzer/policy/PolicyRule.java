package io.sluice.analyzer.policy;

import java.util.List;

/**
 * One entry of {@code ingress} or {@code egress}: peers AND ports.
 *
 * @param peers any of these; none means anybody, in and outside the cluster
 * @param ports any of these; none means every port of every protocol
 */
public record PolicyRule(List<PolicyPeer> peers, List<PolicyPort> ports) {
  public PolicyRule {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
  }
}
