package io.sluice.recommender.recommend.situation;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.external.Globs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which namespaces are peers but never subjects: a policy there can take down the cluster's own
 * services, and on AKS the platform owns them.
 */
public final class SystemNamespaces {
  /** Namespaces of Kubernetes, of AKS and of the add-ons that AKS installs. */
  private static final List<String> BUILT_IN =
      List.of(
          "kube-system",
          "kube-public",
          "kube-node-lease",
          "gatekeeper-system",
          "calico-system",
          "tigera-operator",
          "azure-arc",
          "app-routing-system",
          "aks-istio-*",
          "aks-command",
          "dataprotection-microsoft");

  /** Labels by which AKS marks the namespaces that it manages. */
  private static final Map<String, String> MANAGED =
      Map.of("kubernetes.azure.com/managedby", "aks", "control-plane", "true");

  /** Delivery tools that users own: subjects, but a mistake there stops every roll-back. */
  private static final List<String> DELIVERY = List.of("argocd", "flux-system");

  private final Inventory inventory;
  private final List<String> excluded;
  private final Map<String, Optional<String>> known = new HashMap<>();

  public SystemNamespaces(Inventory inventory, Settings settings) {
    this.inventory = inventory;
    this.excluded = settings.excludedNamespaces();
  }

  /** Why a namespace is a system namespace; empty where it is none. */
  public Optional<String> reason(String cluster, String namespace) {
    return known.computeIfAbsent(
        cluster + "\u0000" + namespace, key -> findReason(cluster, namespace));
  }

  private Optional<String> findReason(String cluster, String namespace) {
    if (matchesAny(BUILT_IN, namespace)) {
      return Optional.of("namespace " + namespace + " belongs to the cluster itself");
    }
    if (matchesAny(excluded, namespace)) {
      return Optional.of("namespace " + namespace + " is listed in scope.exclude");
    }
    Map<String, String> labels = inventory.namespaceLabels(cluster, namespace);
    return MANAGED.entrySet().stream()
        .filter(mark -> mark.getValue().equals(labels.get(mark.getKey())))
        .map(mark -> "namespace " + namespace + " is labelled " + mark)
        .sorted()
        .findFirst();
  }

  /** Whether a namespace is the cluster's own or AKS's, whatever {@code scope.exclude} lists. */
  public boolean isPlatforms(String cluster, String namespace) {
    return matchesAny(BUILT_IN, namespace)
        || MANAGED.entrySet().stream()
            .anyMatch(
                mark ->
                    mark.getValue()
                        .equals(inventory.namespaceLabels(cluster, namespace).get(mark.getKey())));
  }

  /** Whether a namespace holds a delivery tool, whose policies want a second look. */
  public static boolean isDelivery(String namespace) {
    return DELIVERY.contains(namespace);
  }

  private static boolean matchesAny(List<String> globs, String name) {
    return globs.stream().anyMatch(glob -> Globs.matches(glob, name));
  }
}
