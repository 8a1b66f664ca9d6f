package io.sluice.recommender.groundtruth.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Set;

/**
 * CiliumNetworkPolicies restated as NetworkPolicies, as far as selectors, addresses and ports go.
 * What they say of HTTP on a port falls away; anything else that has no counterpart is refused.
 */
final class CiliumPolicies {
  private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";
  private static final Set<String> KNOWN =
      Set.of("toEndpoints", "fromEndpoints", "toPorts", "toCIDR");

  private CiliumPolicies() {}

  static PolicySet read(Path file, Path work) throws IOException {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (ClusterObject object : ClusterReader.read("", file, OptionalLong.empty()).objects()) {
      items.add(policy(object.tree()));
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List").set("items", items);
    Path restated = Files.writeString(work.resolve("expected.json"), list.toString());
    PolicyLoader.Result loaded =
        PolicyLoader.load(ClusterReader.read("", restated, OptionalLong.empty()).objects());
    if (!loaded.problems().isEmpty() || loaded.policies().policies().size() != items.size()) {
      throw new AssertionError(file + ": " + loaded.problems());
    }
    return loaded.policies();
  }

  private static ObjectNode policy(JsonNode cilium) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("apiVersion", "networking.k8s.io/v1").put("kind", "NetworkPolicy");
    policy.set("metadata", cilium.path("metadata"));
    ObjectNode spec = policy.putObject("spec");
    spec.set("podSelector", cilium.at("/spec/endpointSelector"));
    ArrayNode types = spec.putArray("policyTypes");
    direction(cilium.at("/spec/ingress"), spec, types, "Ingress", "from", "ingress");
    direction(cilium.at("/spec/egress"), spec, types, "Egress", "to", "egress");
    return policy;
  }

  private static void direction(
      JsonNode rules, ObjectNode spec, ArrayNode types, String type, String side, String field) {
    if (rules.isMissingNode()) {
      return;
    }
    types.add(type);
    for (JsonNode rule : rules) {
      for (Iterator<String> names = rule.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!KNOWN.contains(name)) {
          throw new AssertionError("no counterpart for " + name + " in " + rule);
        }
      }
      ObjectNode restated = spec.withArrayProperty(field).addObject();
      ArrayNode peers = restated.putArray(side);
      rule.path(side + "Endpoints").forEach(peer -> peers.add(peer(peer)));
      rule.path("toCIDR")
          .forEach(cidr -> peers.addObject().putObject("ipBlock").put("cidr", cidr.asText()));
      ArrayNode ports = restated.putArray("ports");
      for (JsonNode port : rule.at("/toPorts/0/ports")) {
        ports
            .addObject()
            .put("protocol", port.path("protocol").asText())
            .put("port", port.path("port").asInt());
      }
    }
  }

  private static ObjectNode peer(JsonNode endpoint) {
    ObjectNode labels = endpoint.path("matchLabels").deepCopy();
    String namespace = labels.remove(NAMESPACE).asText();
    ObjectNode peer = JsonNodeFactory.instance.objectNode();
    peer.putObject("namespaceSelector")
        .putObject("matchLabels")
        .put("kubernetes.io/metadata.name", namespace);
    peer.putObject("podSelector").set("matchLabels", labels);
    return peer;
  }
}
