package io.sluice.recommender.example;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The snapshot's Services and EndpointSlices. */
final class SnapshotServices {
  private static final Instant CREATED = Snapshot.INSTALLED.plusSeconds(880);
  private static final int NODE_PORT = 30_567;

  private SnapshotServices() {}

  static List<SortedMap<String, Object>> services(Cluster cluster) {
    List<SortedMap<String, Object>> services = new ArrayList<>();
    for (ExampleService service : cluster.services()) {
      services.add(
          Snapshot.object(
              "v1",
              "Service",
              Snapshot.metadata(
                  "Service", service.namespace(), service.name(), service.selector(), CREATED),
              "spec",
              spec(service),
              "status",
              Fields.of("loadBalancer", loadBalancer(service))));
    }
    return services;
  }

  private static SortedMap<String, Object> spec(ExampleService service) {
    SortedMap<String, Object> spec =
        Fields.of(
            "clusterIP",
            service.clusterIp(),
            "clusterIPs",
            List.of(service.clusterIp()),
            "internalTrafficPolicy",
            "Cluster",
            "ipFamilies",
            List.of("IPv4"),
            "ipFamilyPolicy",
            "SingleStack",
            "ports",
            ports(service),
            "sessionAffinity",
            "None",
            "type",
            service.publicAddress().isPresent() ? "LoadBalancer" : "ClusterIP");
    if (!service.selector().isEmpty()) {
      spec.put("selector", service.selector());
    }
    if (service.publicAddress().isPresent()) {
      spec.put("allocateLoadBalancerNodePorts", true);
      spec.put("externalTrafficPolicy", "Local");
      spec.put("healthCheckNodePort", Snapshot.HEALTH_CHECK_NODE_PORT);
    }
    return spec;
  }

  private static List<SortedMap<String, Object>> ports(ExampleService service) {
    List<SortedMap<String, Object>> ports = new ArrayList<>();
    ports.add(
        port(service, service.name().equals("kube-dns") ? "dns" : "main", service.protocol()));
    if (service.name().equals("kube-dns")) {
      ports.add(port(service, "dns-tcp", "TCP"));
    }
    return ports;
  }

  private static SortedMap<String, Object> port(
      ExampleService service, String name, String protocol) {
    String target = service.targetPort();
    SortedMap<String, Object> port =
        Fields.of(
            "name",
            name,
            "port",
            service.port(),
            "protocol",
            protocol,
            "targetPort",
            target.matches("[0-9]+") ? Integer.valueOf(target) : target);
    if (service.publicAddress().isPresent()) {
      port.put("nodePort", NODE_PORT);
    }
    return port;
  }

  private static SortedMap<String, Object> loadBalancer(ExampleService service) {
    return service
        .publicAddress()
        .map(ip -> Fields.of("ingress", List.of(Fields.of("ip", ip, "ipMode", "VIP"))))
        .orElseGet(Fields::of);
  }

  static List<SortedMap<String, Object>> endpointSlices(Cluster cluster) {
    List<SortedMap<String, Object>> slices = new ArrayList<>();
    for (ExampleService service : cluster.services()) {
      String name = service.name() + (service.selector().isEmpty() ? "" : "-x7r2k");
      SortedMap<String, Object> metadata =
          Snapshot.metadata(
              "EndpointSlice", service.namespace(), name, Map.of(), CREATED.plusSeconds(1));
      metadata.put(
          "labels",
          Fields.of(
              "endpointslice.kubernetes.io/managed-by",
              "endpointslice-controller.k8s.io",
              "kubernetes.io/service-name",
              service.name()));
      metadata.put("ownerReferences", Snapshot.ownedBy("v1", "Service", service.name()));
      slices.add(
          Snapshot.object(
              "discovery.k8s.io/v1",
              "EndpointSlice",
              metadata,
              "addressType",
              "IPv4",
              "endpoints",
              endpoints(cluster, service),
              "ports",
              slicePorts(cluster, service)));
    }
    return slices;
  }

  private static List<SortedMap<String, Object>> endpoints(
      Cluster cluster, ExampleService service) {
    SortedMap<String, Object> ready =
        Fields.of("ready", true, "serving", true, "terminating", false);
    if (service.selector().isEmpty()) {
      return List.of(Fields.of("addresses", List.of(World.API_SERVER), "conditions", ready));
    }
    List<SortedMap<String, Object>> endpoints = new ArrayList<>();
    for (ExamplePod pod : cluster.pods()) {
      if (service.selects(pod) && pod.aliveAt(cluster.takenAt())) {
        endpoints.add(
            Fields.of(
                "addresses",
                List.of(pod.ip()),
                "conditions",
                ready,
                "nodeName",
                pod.node().name(),
                "targetRef",
                Fields.of(
                    "kind",
                    "Pod",
                    "name",
                    pod.name(),
                    "namespace",
                    service.namespace(),
                    "uid",
                    Snapshot.uid("Pod", pod.name()))));
      }
    }
    return endpoints;
  }

  private static List<SortedMap<String, Object>> slicePorts(
      Cluster cluster, ExampleService service) {
    List<SortedMap<String, Object>> ports = ports(service);
    for (SortedMap<String, Object> port : ports) {
      port.put("port", number(cluster, service, port));
      port.remove("targetPort");
      port.remove("nodePort");
    }
    return ports;
  }

  private static Object number(
      Cluster cluster, ExampleService service, SortedMap<String, Object> port) {
    Object target = port.get("targetPort");
    return cluster.pods().stream()
        .filter(service::selects)
        .flatMap(p -> p.workload().ports().stream())
        .filter(p -> p.name().equals(target))
        .<Object>map(ExamplePort::number)
        .findFirst()
        .orElse(target);
  }
}
