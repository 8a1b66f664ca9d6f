package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.ingest.IpAddress;
import java.util.Set;

/**
 * Addresses on which each node answers DNS for its own pods: AKS LocalDNS (<a
 * href="https://learn.microsoft.com/azure/aks/localdns-custom">169.254.10.10 and .11</a>) and
 * NodeLocal DNSCache (<a
 * href="https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns">169.254.20.10</a>).
 */
final class LocalResolvers {
  private static final Set<IpAddress> ADDRESSES =
      Set.of(address("169.254.10.10"), address("169.254.10.11"), address("169.254.20.10"));

  private LocalResolvers() {}

  static boolean contains(IpAddress address) {
    return address.isLinkLocal() && ADDRESSES.contains(address);
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
