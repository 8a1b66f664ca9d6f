package io.sluice.analyzer.cluster;

import io.sluice.ingest.IpAddress;
import java.util.List;

/**
 * What a pod's object says of how it reaches others: its part in a service mesh, and whom it asks
 * for names.
 *
 * @param sidecar the mesh proxy among its containers
 * @param redirected whether a node's proxy takes its traffic (Istio's ambient mode); the node agent
 *     says so in an annotation of the running pod
 * @param dnsPolicy {@code ClusterFirst}, {@code Default}, {@code None} …
 * @param nameservers the name servers of its {@code dnsConfig}
 */
public record PodTraits(
    Sidecar sidecar, boolean redirected, String dnsPolicy, List<IpAddress> nameservers) {
  /** What nothing is said of: no mesh, and the cluster's DNS. */
  public static final PodTraits NONE =
      new PodTraits(Sidecar.NONE, false, "ClusterFirst", List.of());

  /** Whose proxy runs beside the application in the pod. */
  public enum Sidecar {
    NONE,
    ISTIO,
    LINKERD
  }

  /** Whether it asks the name servers of its {@code dnsConfig} and no others. */
  public boolean asksOnlyItsOwn() {
    return dnsPolicy.equals("None");
  }

  /** Whether it asks whoever its node asks, which no object says. */
  public boolean asksItsNodes() {
    return dnsPolicy.equals("Default");
  }
}
