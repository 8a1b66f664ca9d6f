package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Which objects are kept, and what of them: a pod has 15 KB of JSON, of which a few hundred bytes
 * say who it is and when it had which address.
 *
 * <p>Kinds count with their API group, because other groups have a {@code Service}, a {@code Job}
 * and a {@code NetworkPolicy} of their own. Network policies of every group are kept whole: the
 * loader reads those of {@code networking.k8s.io} strictly and names the others.
 */
public final class KeptKinds {
  /** When the snapshot was taken; on a List or on an object. */
  public static final String TAKEN_AT = "sluice.io/taken-at";

  /** Makes the load balancer of a Service internal. */
  public static final String INTERNAL_LOAD_BALANCER =
      "service.beta.kubernetes.io/azure-load-balancer-internal";

  /** On a pod that Istio gave a sidecar. */
  private static final String MESH_SIDECAR = "sidecar.istio.io/status";

  /** On a pod whose traffic Istio's node proxy takes. */
  private static final String MESH_REDIRECTION = "ambient.istio.io/redirection";

  private static final FieldMask META =
      new FieldMask()
          .keep("metadata name")
          .keep("metadata generateName")
          .keep("metadata namespace")
          .keep("metadata uid")
          .keep("metadata labels")
          .keep("metadata ownerReferences kind")
          .keep("metadata ownerReferences name")
          .keep("metadata ownerReferences controller")
          .keep("metadata creationTimestamp")
          .keep("metadata deletionTimestamp")
          .keep("metadata resourceVersion")
          .keep("metadata annotations " + TAKEN_AT)
          .keep("metadata annotations " + INTERNAL_LOAD_BALANCER)
          .keep("apiVersion")
          .keep("kind");

  private static final FieldMask POD =
      META.copy()
          .keep("metadata annotations " + MESH_SIDECAR)
          .keep("metadata annotations " + MESH_REDIRECTION)
          .keepPodSpec("spec")
          .keep("status phase")
          .keep("status podIP")
          .keep("status podIPs")
          .keep("status hostIP")
          .keep("status hostIPs")
          .keep("status startTime")
          .keep("status conditions type")
          .keep("status conditions lastTransitionTime")
          .keep("status containerStatuses state terminated finishedAt");

  private static final FieldMask SERVICE =
      META.copy().keep("spec").keep("status loadBalancer ingress ip");

  private static final FieldMask ENDPOINT_SLICE =
      META.copy().keep("addressType").keep("endpoints").keep("ports");

  private static final FieldMask NODE =
      META.copy()
          .keep("spec podCIDR")
          .keep("spec podCIDRs")
          .keep("spec providerID")
          .keep("status addresses")
          .keep("status nodeInfo operatingSystem");

  private static final FieldMask WORKLOAD =
      META.copy()
          .keep("spec replicas")
          .keep("spec selector")
          .keep("spec schedule")
          .keep("spec timeZone")
          .keep("spec suspend")
          .keep("spec template metadata labels")
          .keepPodSpec("spec template spec")
          .keep("spec jobTemplate spec template metadata labels")
          .keepPodSpec("spec jobTemplate spec template spec")
          .keep("status completionTime");

  private static final FieldMask WEBHOOKS = META.copy().keep("webhooks clientConfig service");

  private static final FieldMask API_SERVICE = META.copy().keep("spec service");

  private static final FieldMask CUSTOM_RESOURCE =
      META.copy()
          .keep("spec conversion webhook clientConfig service")
          .keep("spec conversion webhookClientConfig service");

  private record Kept(String groups, FieldMask mask) {}

  /** Kind to its API groups, as words; "core" is the group without a name. */
  private static final Map<String, Kept> KINDS =
      Map.ofEntries(
          Map.entry("Pod", new Kept("core", POD)),
          Map.entry("Service", new Kept("core", SERVICE)),
          Map.entry("Namespace", new Kept("core", META)),
          Map.entry("Node", new Kept("core", NODE)),
          Map.entry("EndpointSlice", new Kept("discovery.k8s.io", ENDPOINT_SLICE)),
          Map.entry("Deployment", new Kept("apps extensions", WORKLOAD)),
          Map.entry("StatefulSet", new Kept("apps", WORKLOAD)),
          Map.entry("DaemonSet", new Kept("apps extensions", WORKLOAD)),
          Map.entry("ReplicaSet", new Kept("apps extensions", WORKLOAD)),
          Map.entry("Job", new Kept("batch", WORKLOAD)),
          Map.entry("CronJob", new Kept("batch", WORKLOAD)),
          Map.entry("Rollout", new Kept("argoproj.io", WORKLOAD)),
          Map.entry("ReplicationController", new Kept("core", WORKLOAD)),
          Map.entry(
              "ValidatingWebhookConfiguration", new Kept("admissionregistration.k8s.io", WEBHOOKS)),
          Map.entry(
              "MutatingWebhookConfiguration", new Kept("admissionregistration.k8s.io", WEBHOOKS)),
          Map.entry("APIService", new Kept("apiregistration.k8s.io", API_SERVICE)),
          Map.entry("CustomResourceDefinition", new Kept("apiextensions.k8s.io", CUSTOM_RESOURCE)));

  private KeptKinds() {}

  /** Whether a kind is a network policy of whatever API group, whose lines are worth noting. */
  public static boolean isPolicy(String kind) {
    return kind.endsWith("NetworkPolicy");
  }

  /** The kinds that are kept, but for network policies. */
  public static Set<String> names() {
    return KINDS.keySet();
  }

  /** Whether an object is kept; one without {@code apiVersion} is taken at its kind's word. */
  public static boolean isKept(String kind, String apiVersion) {
    if (isPolicy(kind)) {
      return true;
    }
    Kept kept = KINDS.get(kind);
    return kept != null
        && (apiVersion.isEmpty()
            || (" " + kept.groups + " ").contains(" " + groupOf(apiVersion) + " "));
  }

  /** Whether an object of this kind may be kept, or stands for others that may. */
  static boolean mayBeKept(String kind) {
    return kind.isEmpty() || kind.endsWith("List") || KINDS.containsKey(kind) || isPolicy(kind);
  }

  private static String groupOf(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "core" : apiVersion.substring(0, slash);
  }

  /** What is kept of an object; the object itself where its kind is not known yet. */
  public static ObjectNode reduced(String kind, ObjectNode tree) {
    String known = kind.isEmpty() && tree.path("spec").has("containers") ? "Pod" : kind;
    Kept kept = KINDS.get(known);
    return kept == null ? withoutManagedFields(tree) : kept.mask.apply(tree);
  }

  /**
   * What leaves the cluster of an object: what is kept of it, and of a network policy neither its
   * annotations nor its status, which nobody reads.
   */
  public static ObjectNode exported(String kind, ObjectNode tree) {
    ObjectNode kept = reduced(kind, tree);
    if (isPolicy(kind)) {
      kept.remove("status");
      if (kept.get("metadata") instanceof ObjectNode metadata) {
        metadata.remove("annotations");
      }
    }
    return kept;
  }

  private static ObjectNode withoutManagedFields(ObjectNode tree) {
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
      }
    }
    return tree;
  }
}
