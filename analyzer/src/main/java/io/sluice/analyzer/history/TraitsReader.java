package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.PodTraits.Sidecar;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads {@link PodTraits} out of a pod or a pod template. */
final class TraitsReader {
  private TraitsReader() {}

  static PodTraits of(JsonNode tree) {
    JsonNode spec = tree.path("spec");
    JsonNode annotations = tree.path("metadata").path("annotations");
    List<IpAddress> nameservers = new ArrayList<>();
    for (JsonNode server : spec.path("dnsConfig").path("nameservers")) {
      IpAddress.parse(server.asText("")).ifPresent(nameservers::add);
    }
    return new PodTraits(
        sidecar(tree, spec),
        annotations.path("ambient.istio.io/redirection").asText("").equals("enabled"),
        spec.path("dnsPolicy").asText("ClusterFirst"),
        List.copyOf(nameservers));
  }

  private static Sidecar sidecar(JsonNode tree, JsonNode spec) {
    JsonNode metadata = tree.path("metadata");
    if (hasContainer(spec, "istio-proxy")
        || metadata.path("annotations").has("sidecar.istio.io/status")
        || metadata.path("labels").path("security.istio.io/tlsMode").asText("").equals("istio")) {
      return Sidecar.ISTIO;
    }
    return hasContainer(spec, "linkerd-proxy") ? Sidecar.LINKERD : Sidecar.NONE;
  }

  /** Among the containers, or among the init containers that stay. */
  private static boolean hasContainer(JsonNode spec, String name) {
    for (JsonNode container : FieldTypes.elements(spec.path("containers"))) {
      if (container.path("name").asText("").equals(name)) {
        return true;
      }
    }
    for (JsonNode container : FieldTypes.elements(spec.path("initContainers"))) {
      if (container.path("name").asText("").equals(name)
          && container.path("restartPolicy").asText("").equals("Always")) {
        return true;
      }
    }
    return false;
  }
}
