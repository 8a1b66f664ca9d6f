package io.sluice.analyzer.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterObject.Event;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.List;
import java.util.Map;

/** Policies for tests, as JSON without quotes round its keys, read by the real loader. */
public final class PolicyTexts {
  private static final JsonMapper LAX =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .build();

  private PolicyTexts() {}

  /** A tree from lax JSON: keys without quotes, values in single quotes. */
  public static JsonNode tree(String text) {
    try {
      return LAX.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A NetworkPolicy object with this spec. */
  public static ClusterObject object(String namespace, String name, String spec) {
    ObjectNode tree =
        (ObjectNode)
            tree(
                "{apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: '"
                    + name
                    + "', namespace: '"
                    + namespace
                    + "'}}");
    tree.set("spec", tree(spec));
    return object(tree, new ObjectOrigin(namespace + "/" + name + ".yaml", 1));
  }

  public static ClusterObject object(JsonNode tree, ObjectOrigin origin) {
    return new ClusterObject(
        "", tree.path("kind").asText("NetworkPolicy"), tree, origin, Map.of(), Event.PRESENT, 0);
  }

  /** Reads a policy that must be without fault. */
  public static NetworkPolicy policy(String namespace, String name, String spec) {
    PolicyLoader.Result result = PolicyLoader.load(List.of(object(namespace, name, spec)));
    if (result.policies().policies().isEmpty()) {
      throw new IllegalArgumentException(result.problems().toString());
    }
    return result.policies().policies().get(0);
  }
}
