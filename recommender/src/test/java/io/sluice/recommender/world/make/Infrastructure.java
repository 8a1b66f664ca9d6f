package io.sluice.recommender.world.make;

import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans what every cluster has: names, metrics, monitoring, the engine's agents, an ingress. */
final class Infrastructure {
  static final String SYSTEM = "kube-system";
  static final String MONITORING = "monitoring";
  static final String INGRESS = "ingress-nginx";

  private static final Map<String, String> MANAGED =
      Map.of("kubernetes.azure.com/managedby", "aks", "control-plane", "true");

  private final Blueprint plan;
  private final Draw draw;

  Infrastructure(Blueprint plan) {
    this.plan = plan;
    this.draw = new Draw(plan.options.seed(), "infrastructure");
  }

  void plan() {
    plan.namespace("default", Map.of());
    plan.namespace("kube-public", Map.of());
    plan.namespace(SYSTEM, MANAGED);
    plan.namespace(MONITORING, Map.of());
    plan.namespace(INGRESS, Map.of());
    system();
    monitoring();
    ingress();
  }

  private void system() {
    WorldWorkload dns =
        add(
            SYSTEM,
            "Deployment",
            "coredns",
            Map.of("k8s-app", "kube-dns"),
            2,
            false,
            new WorldPort("dns", 53, "UDP"),
            WorldPort.tcp("dns-tcp", 53),
            WorldPort.tcp("metrics", 9153));
    plan.add(
        new WorldService(
            SYSTEM,
            "kube-dns",
            "10.0.0.10",
            dns.matchLabels(),
            List.of(
                new WorldService.Port("dns", 53, "53", "UDP", 0),
                new WorldService.Port("dns-tcp", 53, "53", "TCP", 0)),
            Optional.empty(),
            false,
            List.of()));
    plan.add(
        new WorldService(
            "default",
            "kubernetes",
            "10.0.0.1",
            new TreeMap<>(),
            List.of(new WorldService.Port("https", 443, "443", "TCP", 0)),
            Optional.empty(),
            false,
            List.of(World.API_SERVER)));
    WorldWorkload metrics =
        add(
            SYSTEM,
            "Deployment",
            "metrics-server",
            Map.of("k8s-app", "metrics-server"),
            1,
            false,
            WorldPort.tcp("https", 4443));
    plan.service(
        SYSTEM,
        "metrics-server",
        metrics.matchLabels(),
        List.of(new WorldService.Port("https", 443, "https", "TCP", 0)));
    add(SYSTEM, "Deployment", "konnectivity-agent", Map.of("app", "konnectivity-agent"), 2, false);
    agents();
    if (plan.options.nodeLocalDns()) {
      add(
          SYSTEM,
          "DaemonSet",
          "node-local-dns",
          Map.of("k8s-app", "node-local-dns"),
          1,
          true,
          new WorldPort("dns", 53, "UDP"),
          WorldPort.tcp("dns-tcp", 53));
    }
  }

  /** By these the engine of a cluster is known. */
  private void agents() {
    switch (plan.options.engine()) {
      case "cilium" -> agent("cilium");
      case "calico" -> agent("calico-node");
      case "npm" -> agent("azure-npm");
      case "kube-router" -> agent("kube-router");
      default -> {}
    }
  }

  private void agent(String name) {
    add(SYSTEM, "DaemonSet", name, Map.of("k8s-app", name), 1, true);
  }

  private void monitoring() {
    String key = "app.kubernetes.io/name";
    WorldWorkload prometheus =
        add(
            MONITORING,
            "StatefulSet",
            "prometheus",
            Map.of(key, "prometheus"),
            1,
            false,
            WorldPort.tcp("web", 9090));
    plan.service(
        MONITORING,
        "prometheus",
        prometheus.labels(),
        List.of(new WorldService.Port("web", 9090, "web", "TCP", 0)));
    add(
        MONITORING,
        "Deployment",
        "grafana",
        Map.of(key, "grafana"),
        1,
        false,
        WorldPort.tcp("web", 3000));
    add(
        MONITORING,
        "DaemonSet",
        "node-exporter",
        Map.of(key, "node-exporter"),
        1,
        true,
        WorldPort.tcp("metrics", 9100));
    add(MONITORING, "DaemonSet", "log-agent", Map.of("app", "log-agent"), 1, false);
  }

  private void ingress() {
    WorldWorkload controller =
        add(
            INGRESS,
            "Deployment",
            "controller",
            Map.of(
                "app.kubernetes.io/name",
                "ingress-nginx",
                "app.kubernetes.io/component",
                "controller"),
            2,
            false,
            WorldPort.tcp("http", 80),
            WorldPort.tcp("https", 443),
            WorldPort.tcp("metrics", 10254));
    plan.add(
        new WorldService(
            INGRESS,
            "controller",
            plan.nextClusterIp(),
            controller.matchLabels(),
            List.of(
                new WorldService.Port("http", 80, "http", "TCP", 31080),
                new WorldService.Port("https", 443, "https", "TCP", 31443)),
            Optional.of("192.0.2.10"),
            draw.chance(0.75),
            List.of()));
  }

  private WorldWorkload add(
      String namespace,
      String kind,
      String name,
      Map<String, String> match,
      int replicas,
      boolean hostNetwork,
      WorldPort... ports) {
    SortedMap<String, String> labels = new TreeMap<>(match);
    if (namespace.equals(SYSTEM)) {
      labels.put("kubernetes.azure.com/managedby", "aks");
    }
    return plan.add(
        new WorldWorkload(
            namespace,
            kind,
            name,
            labels,
            new TreeMap<>(match),
            new TreeSet<>(),
            replicas,
            List.of(ports),
            hostNetwork));
  }
}
