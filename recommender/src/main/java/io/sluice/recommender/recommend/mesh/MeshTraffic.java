package io.sluice.recommender.recommend.mesh;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises a mesh's own connections: one of its <a
 * href="https://istio.io/latest/docs/ops/deployment/application-requirements/">ports</a>, and a pod
 * that is in the mesh behind it. The port alone says nothing.
 */
public final class MeshTraffic {
  /** HBONE: the tunnel of Istio's ambient mode. */
  static final int TUNNEL = 15008;

  /** Configuration and certificates from istiod, over TLS. */
  static final int CONTROL = 15012;

  /** Plain configuration, istiod's webhook and its metrics. */
  private static final Set<Integer> ISTIOD = Set.of(15010, CONTROL, 15014, 15017);

  /** Merged metrics, health, Envoy's metrics. */
  private static final Set<Integer> ISTIO_PROXY = Set.of(15020, 15021, 15090);

  /** Inbound and administration of the Linkerd proxy. */
  private static final Set<Integer> LINKERD_PROXY = Set.of(4143, 4191);

  private final MeshMembers members;

  public MeshTraffic(MeshMembers members) {
    this.members = members;
  }

  /** Whether an edge is the mesh's own, or carries its tunnel. */
  public boolean isMesh(Edge edge) {
    List<Integer> ports = EdgeFacts.portNumbers(edge);
    return EdgeFacts.protocol(edge).equals(Optional.of(Protocol.TCP))
        && !ports.isEmpty()
        && edge.key().server() instanceof Workload server
        && ports.stream().allMatch(port -> serves(server, port));
  }

  private boolean serves(Workload server, int port) {
    if (port == TUNNEL) {
      return members.isIstio(server);
    }
    if (ISTIOD.contains(port)) {
      return members.isIstiod(server);
    }
    return ISTIO_PROXY.contains(port)
        ? members.isIn(server, MeshMembers.Mode.ISTIO_SIDECAR)
        : LINKERD_PROXY.contains(port) && members.isIn(server, MeshMembers.Mode.LINKERD);
  }
}
