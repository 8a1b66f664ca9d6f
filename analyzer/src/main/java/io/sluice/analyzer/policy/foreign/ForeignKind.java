package io.sluice.analyzer.policy.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.foreign.ForeignReach.Ends;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.KeptKinds;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The APIs besides {@code networking.k8s.io} that have policies, each with its own selectors. */
public enum ForeignKind {
  /** {@code cilium.io}: CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy. */
  CILIUM,
  /** {@code crd.projectcalico.org} and {@code projectcalico.org}. */
  CALICO,
  /** {@code crd.antrea.io}: NetworkPolicy, ClusterNetworkPolicy. */
  ANTREA,
  /** {@code policy.networking.k8s.io}: ClusterNetworkPolicy and its forerunners. */
  CLUSTER,
  /** {@code extensions}: what a NetworkPolicy was before Kubernetes 1.16. */
  EXTENSIONS,
  /** Any other: it may select every pod of its scope. */
  UNKNOWN;

  private static final String OWN_GROUP = "networking.k8s.io";
  private static final String CALICO_GROUP = "projectcalico.org";

  /** Calico shows a NetworkPolicy under this name in its own API too. */
  private static final String CALICO_VIEW = "knp.default.";

  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "CiliumClusterwideNetworkPolicy",
          "GlobalNetworkPolicy",
          "StagedGlobalNetworkPolicy",
          "ClusterNetworkPolicy",
          "AdminNetworkPolicy",
          "BaselineAdminNetworkPolicy");

  /** Whether an object is a policy of another API; one without a group is none. */
  public static boolean isForeign(ClusterObject object) {
    String group = group(object);
    return KeptKinds.isPolicy(object.kind()) && !group.isEmpty() && !group.equals(OWN_GROUP);
  }

  /** Reads a foreign policy; what cannot be read of it makes it reach further, never less far. */
  static ForeignPolicy read(ClusterObject object) {
    String group = group(object);
    ForeignKind kind = of(group);
    JsonNode metadata = object.tree().path("metadata");
    String name = metadata.path("name").asText("");
    return new ForeignPolicy(
        object.cluster(),
        group,
        object.kind(),
        kind.namespace(object.kind(), metadata),
        name,
        object.origin(),
        kind != CALICO || isEnforced(object.kind(), name),
        kind.reaches(object.tree()));
  }

  private static ForeignKind of(String group) {
    return switch (group) {
      case "cilium.io" -> CILIUM;
      case "crd." + CALICO_GROUP, CALICO_GROUP -> CALICO;
      case "crd.antrea.io" -> ANTREA;
      case "policy." + OWN_GROUP -> CLUSTER;
      case "extensions" -> EXTENSIONS;
      default -> UNKNOWN;
    };
  }

  private List<ForeignReach> reaches(JsonNode policy) {
    return switch (this) {
      case CILIUM -> CiliumSubjects.read(policy);
      case CALICO -> CalicoSubjects.read(policy);
      case ANTREA -> AntreaSubjects.read(policy);
      case CLUSTER -> ClusterSubjects.read(policy);
      case EXTENSIONS -> ClusterSubjects.readPodSelector(policy);
      case UNKNOWN ->
          List.of(ForeignReach.everything(Ends.PODS_AND_NODES, EnumSet.allOf(Direction.class)));
    };
  }

  private static boolean isEnforced(String kind, String name) {
    return !kind.startsWith("Staged") && !name.startsWith(CALICO_VIEW);
  }

  /**
   * The API's {@code default} where a namespace is missing; of an unknown kind all may be meant.
   */
  private String namespace(String kind, JsonNode metadata) {
    if (this != UNKNOWN && CLUSTER_WIDE.contains(kind)) {
      return "";
    }
    String namespace = metadata.path("namespace").asText("");
    return namespace.isEmpty() && this != UNKNOWN ? "default" : namespace;
  }

  private static String group(ClusterObject object) {
    String version = object.tree().path("apiVersion").asText("");
    return version.substring(0, Math.max(0, version.indexOf('/')));
  }
}
