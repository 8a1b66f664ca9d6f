package io.sluice.recommender.world.emit;

import io.sluice.recommender.example.Fields;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Services and their EndpointSlices. */
final class ServiceObjects {
  private ServiceObjects() {}

  static List<Object> of(Collection<WorldService> services, Collection<WorldPod> running) {
    List<Object> objects = new ArrayList<>();
    for (WorldService service : services) {
      objects.add(service(service));
      objects.addAll(slices(service, running));
    }
    return objects;
  }

  private static Object service(WorldService service) {
    SortedMap<String, Object> spec =
        Fields.of(
            "type", service.publicAddress().isPresent() ? "LoadBalancer" : "ClusterIP",
            "clusterIP", service.clusterIp(),
            "clusterIPs", List.of(service.clusterIp()),
            "ports", service.ports().stream().map(ServiceObjects::port).toList());
    if (!service.selector().isEmpty()) {
      spec.put("selector", service.selector());
    }
    SortedMap<String, Object> balancer = Fields.of();
    if (service.publicAddress().isPresent()) {
      spec.put("externalTrafficPolicy", service.localTraffic() ? "Local" : "Cluster");
      balancer.put("ingress", List.of(Fields.of("ip", service.publicAddress().get())));
    }
    SortedMap<String, Object> metadata =
        Json.metadata("Service", service.namespace(), service.name(), Map.of(), Json.INSTALLED);
    return Json.object(
        "v1", "Service", metadata, "spec", spec, "status", Fields.of("loadBalancer", balancer));
  }

  private static SortedMap<String, Object> port(WorldService.Port port) {
    Object target =
        port.target().matches("[0-9]+") ? Integer.valueOf(port.target()) : port.target();
    SortedMap<String, Object> fields =
        Fields.of(
            "name",
            port.name(),
            "port",
            port.port(),
            "protocol",
            port.protocol(),
            "targetPort",
            target);
    if (port.nodePort() > 0) {
      fields.put("nodePort", port.nodePort());
    }
    return fields;
  }

  /** One slice for each set of port numbers: a name may stand for several. */
  private static List<Object> slices(WorldService service, Collection<WorldPod> running) {
    if (!service.outside().isEmpty()) {
      List<Object> ends =
          service.outside().stream()
              .<Object>map(ip -> Fields.of("addresses", List.of(ip), "conditions", ready()))
              .toList();
      return List.of(slice(service, 0, ends, outsidePorts(service)));
    }
    Map<List<Object>, List<Object>> byPorts = new LinkedHashMap<>();
    for (WorldPod pod : running) {
      if (service.selects(pod.workload())) {
        byPorts.computeIfAbsent(ports(service, pod), p -> new ArrayList<>()).add(endpoint(pod));
      }
    }
    List<Object> slices = new ArrayList<>();
    byPorts.forEach((ports, ends) -> slices.add(slice(service, slices.size(), ends, ports)));
    return slices;
  }

  private static Object slice(
      WorldService service, int number, List<Object> endpoints, List<Object> ports) {
    SortedMap<String, Object> metadata =
        Json.metadata(
            "EndpointSlice",
            service.namespace(),
            service.name() + "-x7r2" + (char) ('a' + number),
            Map.of("kubernetes.io/service-name", service.name()),
            Json.INSTALLED);
    return Json.object(
        "discovery.k8s.io/v1",
        "EndpointSlice",
        metadata,
        "addressType",
        "IPv4",
        "endpoints",
        endpoints,
        "ports",
        ports);
  }

  private static List<Object> ports(WorldService service, WorldPod pod) {
    List<Object> ports = new ArrayList<>();
    for (WorldService.Port port : service.ports()) {
      Optional<WorldPort> of = port.of(pod.workload());
      of.ifPresent(target -> ports.add(slicePort(port, target.number())));
    }
    return ports;
  }

  private static List<Object> outsidePorts(WorldService service) {
    return service.ports().stream()
        .<Object>map(p -> slicePort(p, Integer.parseInt(p.target())))
        .toList();
  }

  private static Object slicePort(WorldService.Port port, int number) {
    return Fields.of("name", port.name(), "port", number, "protocol", port.protocol());
  }

  private static Object endpoint(WorldPod pod) {
    return Fields.of(
        "addresses", List.of(pod.ip()),
        "conditions", ready(),
        "nodeName", pod.node().name(),
        "targetRef",
            Fields.of("kind", "Pod", "name", pod.name(), "namespace", pod.workload().namespace()));
  }

  private static Object ready() {
    return Fields.of("ready", true, "serving", true, "terminating", false);
  }
}
