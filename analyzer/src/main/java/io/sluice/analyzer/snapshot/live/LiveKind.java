package io.sluice.analyzer.snapshot.live;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of objects that is asked of a cluster.
 *
 * @param kind its name
 * @param apis API group and version, {@code apps/v1}, or {@code v1} of the group without a name;
 *     several where a cluster has the one or the other, of which the first that it has is asked
 * @param plural its name in paths and roles
 * @param namespaced whether its objects stand in namespaces
 * @param pageSize how many objects one answer may have
 */
public record LiveKind(
    String kind, List<String> apis, String plural, boolean namespaced, int pageSize)
    implements Comparable<LiveKind> {
  private static final int PAGE = 500;

  /** Definitions of custom resources have up to a megabyte each, nearly all of it schema. */
  private static final int PAGE_OF_DEFINITIONS = 25;

  private static final String CORE = "v1";

  /** Pods first: what owns them is listed later, and so hardly ever newer than they are. */
  private static final List<LiveKind> ALL =
      List.of(
          in("Pod", "pods", CORE),
          in("ReplicaSet", "replicasets", "apps/v1"),
          in("Deployment", "deployments", "apps/v1"),
          in("StatefulSet", "statefulsets", "apps/v1"),
          in("DaemonSet", "daemonsets", "apps/v1"),
          in("Job", "jobs", "batch/v1"),
          in("CronJob", "cronjobs", "batch/v1"),
          in("ReplicationController", "replicationcontrollers", CORE),
          in("Rollout", "rollouts", "argoproj.io/v1alpha1"),
          in("Service", "services", CORE),
          in("EndpointSlice", "endpointslices", "discovery.k8s.io/v1"),
          wide("Namespace", "namespaces", CORE),
          wide("Node", "nodes", CORE),
          in("NetworkPolicy", "networkpolicies", "networking.k8s.io/v1"),
          in("CiliumNetworkPolicy", "ciliumnetworkpolicies", "cilium.io/v2"),
          wide(
              "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", "cilium.io/v2"),
          in(
              "NetworkPolicy",
              "networkpolicies",
              "crd.projectcalico.org/v1",
              "projectcalico.org/v3"),
          wide(
              "GlobalNetworkPolicy",
              "globalnetworkpolicies",
              "crd.projectcalico.org/v1",
              "projectcalico.org/v3"),
          in("NetworkPolicy", "networkpolicies", "crd.antrea.io/v1beta1", "crd.antrea.io/v1alpha1"),
          wide(
              "ClusterNetworkPolicy",
              "clusternetworkpolicies",
              "crd.antrea.io/v1beta1",
              "crd.antrea.io/v1alpha1"),
          wide(
              "ClusterNetworkPolicy",
              "clusternetworkpolicies",
              "policy.networking.k8s.io/v1alpha2"),
          wide("AdminNetworkPolicy", "adminnetworkpolicies", "policy.networking.k8s.io/v1alpha1"),
          wide(
              "BaselineAdminNetworkPolicy",
              "baselineadminnetworkpolicies",
              "policy.networking.k8s.io/v1alpha1"),
          wide(
              "ValidatingWebhookConfiguration",
              "validatingwebhookconfigurations",
              "admissionregistration.k8s.io/v1"),
          wide(
              "MutatingWebhookConfiguration",
              "mutatingwebhookconfigurations",
              "admissionregistration.k8s.io/v1"),
          wide("APIService", "apiservices", "apiregistration.k8s.io/v1"),
          new LiveKind(
              "CustomResourceDefinition",
              List.of("apiextensions.k8s.io/v1"),
              "customresourcedefinitions",
              false,
              PAGE_OF_DEFINITIONS));

  /** All that are asked for, in the order in which they are asked and written. */
  public static List<LiveKind> all() {
    return ALL;
  }

  private static LiveKind in(String kind, String plural, String... apis) {
    return new LiveKind(kind, List.of(apis), plural, true, PAGE);
  }

  private static LiveKind wide(String kind, String plural, String... apis) {
    return new LiveKind(kind, List.of(apis), plural, false, PAGE);
  }

  /** Whether a cluster without them is none that can be read. */
  boolean isNeeded() {
    return kind.equals("Pod");
  }

  /**
   * Where its objects are found.
   *
   * @param namespace only those of this one, or "" for all
   */
  String path(String api, String namespace) {
    String root = api.contains("/") ? "/apis/" + api : "/api/" + api;
    return namespaced && !namespace.isEmpty()
        ? root + "/namespaces/" + namespace + "/" + plural
        : root + "/" + plural;
  }

  /** The API groups, "" for the one without a name. */
  public List<String> groups() {
    return apis.stream().map(LiveKind::group).distinct().toList();
  }

  private static String group(String api) {
    return api.substring(0, Math.max(0, api.indexOf('/')));
  }

  /** {@code pods}, {@code networkpolicies.crd.antrea.io}: as roles and people name it. */
  public String title() {
    return Stream.of(plural, groups().get(0))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("."));
  }

  @Override
  public int compareTo(LiveKind other) {
    return title().compareTo(other.title());
  }
}
