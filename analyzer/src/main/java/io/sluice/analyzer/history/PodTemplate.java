package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.PodTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What a pod's spec and labels say, be it a pod or a controller's template.
 *
 * @param labels labels
 * @param hostNetwork whether it asks for the node's network
 * @param serviceAccount service account, or ""
 * @param ports declared ports
 * @param traits its part in a mesh, and whom it asks for names
 */
record PodTemplate(
    SortedMap<String, String> labels,
    boolean hostNetwork,
    String serviceAccount,
    List<ContainerPort> ports,
    PodTraits traits) {

  /** Of a pod, or of a {@code template}. */
  static PodTemplate of(JsonNode tree) {
    JsonNode spec = tree.path("spec");
    String account = spec.path("serviceAccountName").asText("");
    return new PodTemplate(
        ObjectMeta.texts(tree.path("metadata").path("labels")),
        spec.path("hostNetwork").asBoolean(false),
        account.isEmpty() ? spec.path("serviceAccount").asText("") : account,
        ports(spec),
        TraitsReader.of(tree));
  }

  private static List<ContainerPort> ports(JsonNode spec) {
    List<ContainerPort> ports = new ArrayList<>();
    for (JsonNode container : FieldTypes.elements(spec.path("containers"))) {
      addPorts(ports, container, false, false);
    }
    for (JsonNode container : FieldTypes.elements(spec.path("initContainers"))) {
      addPorts(ports, container, true, container.path("restartPolicy").asText("").equals("Always"));
    }
    return List.copyOf(ports);
  }

  private static void addPorts(
      List<ContainerPort> ports, JsonNode container, boolean init, boolean sidecar) {
    for (JsonNode port : FieldTypes.elements(container.path("ports"))) {
      int number = port.path("containerPort").asInt(0);
      if (isPort(number)) {
        String protocol = port.path("protocol").asText("TCP");
        ports.add(new ContainerPort(port.path("name").asText(""), protocol, number, init, sidecar));
      }
    }
  }

  static boolean isPort(int number) {
    return number >= 1 && number <= 65535;
  }
}
