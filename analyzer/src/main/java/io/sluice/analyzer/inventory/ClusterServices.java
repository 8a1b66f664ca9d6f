package io.sluice.analyzer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.history.ObjectLife;
import io.sluice.analyzer.history.ObjectMeta;
import io.sluice.analyzer.snapshot.KeptKinds;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads Services out of their objects. */
final class ClusterServices {
  private ClusterServices() {}

  static Service of(ObjectLife life) {
    ObjectMeta meta = life.meta();
    JsonNode spec = life.tree().path("spec");
    Set<IpAddress> cluster = new LinkedHashSet<>();
    add(cluster, spec.path("clusterIP"));
    spec.path("clusterIPs").forEach(address -> add(cluster, address));
    Set<IpAddress> external = new LinkedHashSet<>();
    spec.path("externalIPs").forEach(address -> add(external, address));
    for (JsonNode ingress : life.tree().path("status").path("loadBalancer").path("ingress")) {
      add(external, ingress.path("ip"));
    }
    List<String> ranges = new ArrayList<>();
    spec.path("loadBalancerSourceRanges").forEach(range -> ranges.add(range.asText()));
    return new Service(
        meta.cluster(),
        meta.namespace(),
        meta.name(),
        spec.path("type").asText("ClusterIP"),
        List.copyOf(cluster),
        List.copyOf(external),
        ObjectMeta.texts(spec.path("selector")),
        ports(spec),
        spec.path("externalTrafficPolicy").asText("").equals("Local"),
        List.copyOf(ranges),
        isInternal(life.tree()));
  }

  private static void add(Set<IpAddress> addresses, JsonNode text) {
    IpAddress.parse(text.asText("")).ifPresent(addresses::add); // "None" is no address
  }

  private static boolean isInternal(JsonNode tree) {
    return tree.path("metadata")
        .path("annotations")
        .path(KeptKinds.INTERNAL_LOAD_BALANCER)
        .asText("")
        .equalsIgnoreCase("true");
  }

  private static List<ServicePort> ports(JsonNode spec) {
    List<ServicePort> ports = new ArrayList<>();
    for (JsonNode port : spec.path("ports")) {
      String number = port.path("port").asText("0");
      String target = port.path("targetPort").asText("");
      ports.add(
          new ServicePort(
              port.path("name").asText(""),
              port.path("protocol").asText("TCP"),
              port.path("port").asInt(0),
              target.isEmpty() || target.equals("0") ? number : target,
              port.path("nodePort").asInt(0)));
    }
    return List.copyOf(ports);
  }
}
