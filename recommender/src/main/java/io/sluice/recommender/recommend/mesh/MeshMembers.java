package io.sluice.recommender.recommend.mesh;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.PodTraits.Sidecar;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which workloads are in a mesh, by their pods of today: a sidecar among the containers, or Istio's
 * ambient mode by label or by the annotation that its node agent sets. A sidecar wins over ambient,
 * as it does in Istio.
 */
public final class MeshMembers {
  private static final String MODE = "istio.io/dataplane-mode";

  private final Situation situation;
  private final Map<Workload, Set<Mode>> known = new HashMap<>();

  /** How a pod is in a mesh. */
  enum Mode {
    ISTIO_SIDECAR,
    ISTIO_AMBIENT,
    LINKERD,
    NONE
  }

  public MeshMembers(Situation situation) {
    this.situation = situation;
  }

  /** The modes of a workload's pods; several while it is rolled out anew. */
  Set<Mode> modes(Workload workload) {
    return known.computeIfAbsent(workload, this::find);
  }

  private Set<Mode> find(Workload workload) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    for (Pod pod : situation.roster().sorted(situation.roster().present(List.of(workload)))) {
      modes.add(mode(pod));
    }
    return modes;
  }

  private Mode mode(Pod pod) {
    PodTraits traits = situation.inventory().traits(pod);
    if (traits.sidecar() == Sidecar.LINKERD) {
      return Mode.LINKERD;
    }
    if (traits.sidecar() == Sidecar.ISTIO) {
      return Mode.ISTIO_SIDECAR;
    }
    return traits.redirected() || isLabelled(pod) ? Mode.ISTIO_AMBIENT : Mode.NONE;
  }

  /** The pod's own label decides; {@code none} takes it out of its namespace's mesh. */
  private boolean isLabelled(Pod pod) {
    String ofNamespace =
        situation
            .inventory()
            .namespaceLabels(pod.cluster(), pod.namespace())
            .getOrDefault(MODE, "none");
    return pod.labels().getOrDefault(MODE, ofNamespace).equals("ambient");
  }

  /** Whether some pods of both are in Istio's mesh, and one side's in ambient mode: HBONE. */
  boolean areTunnelled(Workload client, Workload server) {
    return (isIn(client, Mode.ISTIO_AMBIENT) && isIstio(server))
        || (isIstio(client) && isIn(server, Mode.ISTIO_AMBIENT));
  }

  boolean isIstio(Workload workload) {
    return isIn(workload, Mode.ISTIO_SIDECAR) || isIn(workload, Mode.ISTIO_AMBIENT);
  }

  boolean isIn(Workload workload, Mode mode) {
    return modes(workload).contains(mode);
  }

  /** Whether a workload is Istio's control plane, by the label that its pods really have. */
  boolean isIstiod(Workload workload) {
    return situation.roster().sorted(situation.roster().podsOf(List.of(workload))).stream()
        .anyMatch(pod -> "istiod".equals(pod.labels().get("app")));
  }
}
