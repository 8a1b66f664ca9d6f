package io.sluice.recommender.audit.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The objects that pods name as their owners, such as a ReplicaSet, where an inventory has the
 * workload above it. People and other tools name pods by either.
 */
public final class DirectOwners {
  private final Map<String, String> titles = new HashMap<>();

  private DirectOwners() {}

  /** Nobody owns anything. */
  public static DirectOwners none() {
    return new DirectOwners();
  }

  /** The owners of the pods among these objects. */
  public static DirectOwners among(Collection<ClusterObject> objects) {
    DirectOwners owners = new DirectOwners();
    for (ClusterObject object : objects) {
      if (object.kind().equals("Pod")) {
        owners.add(object.cluster(), object.tree().path("metadata"));
      }
    }
    return owners;
  }

  /** An owner without a kind counts as a Pod. */
  private void add(String cluster, JsonNode metadata) {
    JsonNode owner = metadata.path("ownerReferences").path(0);
    if (!owner.isMissingNode()) {
      String namespace = metadata.path("namespace").asText("default");
      titles.put(
          key(cluster, namespace + "/" + metadata.path("name").asText()),
          namespace + "/" + owner.path("name").asText() + kind(owner.path("kind").asText("Pod")));
    }
  }

  /** {@code shop/cart-6b7c8d9f54[ReplicaSet]}. */
  Optional<String> titleFor(Pod pod) {
    return Optional.ofNullable(titles.get(key(pod.cluster(), pod.title())));
  }

  static String kind(String kind) {
    return "[" + kind + "]";
  }

  private static String key(String cluster, String pod) {
    return cluster + "\u0000" + pod;
  }
}
