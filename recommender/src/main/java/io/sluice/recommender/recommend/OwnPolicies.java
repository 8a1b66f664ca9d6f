package io.sluice.recommender.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which current policies Sluice proposed in an earlier run: those that carry its label. */
public final class OwnPolicies {
  /** The label key of every proposed policy. */
  public static final String LABEL = "app.kubernetes.io/managed-by";

  /** The label value of every proposed policy. */
  public static final String VALUE = "sluice";

  private OwnPolicies() {}

  /** The policies among cluster objects that carry the label. */
  public static SortedSet<NetworkPolicy.Key> among(Collection<ClusterObject> objects) {
    SortedSet<NetworkPolicy.Key> own = new TreeSet<>();
    for (ClusterObject object : objects) {
      JsonNode metadata = object.tree().path("metadata");
      if (object.kind().equals("NetworkPolicy")
          && metadata.path("labels").path(LABEL).asText().equals(VALUE)) {
        own.add(
            new NetworkPolicy.Key(
                object.cluster(),
                metadata.path("namespace").asText("default"),
                metadata.path("name").asText()));
      }
    }
    return own;
  }
}
