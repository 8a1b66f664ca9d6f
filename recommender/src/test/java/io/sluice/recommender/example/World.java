package io.sluice.recommender.example;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The example cluster: what runs where, under which address and since when.
 *
 * <p>An AKS cluster with Azure CNI powered by Cilium and a pod subnet, so pods have VNet addresses
 * and both Hubble and VNet flow logs show them. {@code nightly-report}'s first pod gives its
 * address back at 01:21, and a second {@code catalog} pod gets it at 09:02 the same day.
 */
final class World {
  static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
  static final Instant END = Instant.parse("2026-11-04T00:00:00Z");

  /** When somebody applied {@code ledger-ingress}, which breaks a call that worked until then. */
  static final Instant LEDGER_POLICY = Instant.parse("2026-11-03T20:00:00Z");

  static final String LOAD_BALANCER = "192.0.2.10";
  static final String API_SERVER = "192.0.2.40";
  static final String REPORT_STORE = "192.0.2.80";
  static final String AZURE_PLATFORM = "168.63.129.16";

  /** A virtual machine in the same network that no Kubernetes object knows. */
  static final String OPERATIONS_HOST = "10.224.8.20";

  /** The address that two pods have, one after the other. */
  static final String REUSED_ADDRESS = "10.244.2.37";

  static final List<ExampleNode> NODES =
      List.of(ExampleNode.of(0), ExampleNode.of(1), ExampleNode.of(2));

  private static final List<ExamplePod> PODS = new ArrayList<>();
  private static final Instant ROLLED_OUT = Instant.parse("2026-10-19T08:00:00Z");

  static final ExampleWorkload FRONTEND =
      ExampleWorkload.of("shop", "Deployment", "frontend", "app=frontend,tier=web")
          .listening(ExamplePort.tcp("http", 8080), ExamplePort.tcp("metrics", 9102))
          .probedAt(8080);
  static final ExampleWorkload CART =
      ExampleWorkload.of("shop", "Deployment", "cart", "app=cart,tier=backend")
          .listening(ExamplePort.tcp("grpc", 7070))
          .probedAt(7070);
  static final ExampleWorkload CART_CANARY =
      ExampleWorkload.of("shop", "Deployment", "cart-canary", "app=cart,tier=backend,track=canary")
          .listening(ExamplePort.tcp("grpc", 7070))
          .probedAt(7070);
  static final ExampleWorkload CATALOG =
      ExampleWorkload.of("shop", "Deployment", "catalog", "app=catalog,tier=backend")
          .listening(ExamplePort.tcp("http-api", 8080))
          .probedAt(8080);
  static final ExampleWorkload CHECKOUT =
      ExampleWorkload.of("shop", "Deployment", "checkout", "app=checkout,tier=backend")
          .listening(ExamplePort.tcp("http", 8081))
          .probedAt(8081);
  static final ExampleWorkload ORDERS_DB =
      ExampleWorkload.of("shop", "StatefulSet", "orders-db", "app=orders-db,tier=data")
          .listening(ExamplePort.tcp("postgres", 5432))
          .probedAt(5432);
  static final ExampleWorkload NIGHTLY_REPORT =
      ExampleWorkload.of("shop", "CronJob", "nightly-report", "app=nightly-report,tier=batch");
  static final ExampleWorkload DEBUG_SHELL =
      ExampleWorkload.of("shop", "Pod", "debug-shell", "run=debug-shell");
  static final ExampleWorkload API =
      payments("api").listening(ExamplePort.tcp("https", 8443)).probedAt(8443);
  static final ExampleWorkload LEDGER =
      payments("ledger").listening(ExamplePort.tcp("https", 8443)).probedAt(8443);
  static final ExampleWorkload REFUNDS =
      payments("refunds").listening(ExamplePort.tcp("https", 8443)).probedAt(8443);
  static final ExampleWorkload PROMETHEUS =
      monitoring("StatefulSet", "prometheus")
          .listening(ExamplePort.tcp("web", 9090))
          .probedAt(9090);
  static final ExampleWorkload GRAFANA =
      monitoring("Deployment", "grafana").listening(ExamplePort.tcp("web", 3000)).probedAt(3000);
  static final ExampleWorkload NODE_EXPORTER =
      monitoring("DaemonSet", "node-exporter")
          .listening(ExamplePort.tcp("metrics", 9100))
          .onHostNetwork();
  static final ExampleWorkload COREDNS =
      system("Deployment", "coredns", "k8s-app=kube-dns")
          .listening(
              new ExamplePort("dns", 53, "UDP"),
              ExamplePort.tcp("dns-tcp", 53),
              ExamplePort.tcp("metrics", 9153))
          .probedAt(9153);
  static final ExampleWorkload METRICS_SERVER =
      system("Deployment", "metrics-server", "k8s-app=metrics-server")
          .listening(ExamplePort.tcp("https", 4443))
          .probedAt(4443);
  static final ExampleWorkload KONNECTIVITY =
      system("Deployment", "konnectivity-agent", "app=konnectivity-agent");
  static final ExampleWorkload CILIUM =
      system("DaemonSet", "cilium", "k8s-app=cilium").onHostNetwork();
  static final ExampleWorkload AZURE_CNS =
      system("DaemonSet", "azure-cns", "k8s-app=azure-cns").onHostNetwork();

  static final List<ExampleWorkload> WORKLOADS =
      List.of(
          FRONTEND,
          CART,
          CART_CANARY,
          CATALOG,
          CHECKOUT,
          ORDERS_DB,
          NIGHTLY_REPORT,
          DEBUG_SHELL,
          API,
          LEDGER,
          REFUNDS,
          PROMETHEUS,
          GRAFANA,
          NODE_EXPORTER,
          COREDNS,
          METRICS_SERVER,
          KONNECTIVITY,
          CILIUM,
          AZURE_CNS);

  static final List<ExampleService> SERVICES =
      List.of(
          service("default", "kubernetes", "10.0.0.1", Map.of(), 443, "443", "TCP"),
          service("kube-system", "kube-dns", "10.0.0.10", COREDNS.labels(), 53, "53", "UDP"),
          service(METRICS_SERVER, "10.0.41.7", 443, "https"),
          new ExampleService(
              "shop",
              "frontend",
              "10.0.12.31",
              FRONTEND.labels(),
              80,
              "http",
              "TCP",
              Optional.of(LOAD_BALANCER)),
          service("shop", "cart", "10.0.88.4", Map.of("app", "cart"), 7070, "grpc", "TCP"),
          service(CATALOG, "10.0.203.77", 80, "http-api"),
          service(CHECKOUT, "10.0.61.19", 8081, "http"),
          service(ORDERS_DB, "None", 5432, "postgres"),
          service(API, "10.0.7.112", 443, "https"),
          service(LEDGER, "10.0.7.140", 8443, "https"),
          service(REFUNDS, "10.0.7.141", 8443, "https"),
          service(PROMETHEUS, "10.0.150.9", 9090, "web"),
          service(GRAFANA, "10.0.150.23", 80, "web"));

  static {
    replicas(FRONTEND, "6d5f8b7c9d", "0:11:2x7kp", "1:11:8m4qz", "2:11:vbn6t");
    replicas(CART, "7f9c6d8b54", "0:12:4hjr2", "1:12:t9wlm");
    replicas(CART_CANARY, "5b8d7f6c49", "2:12:q2xvz");
    replicas(CATALOG, "84c7d9f6b5", "1:14:h5d8s");
    replicas(CHECKOUT, "59d4c8f7b6", "1:15:c6bgn", "2:15:w8pzt");
    replicas(API, "68b9f7d5c4", "0:21:lk7vd", "2:21:r5mqj");
    replicas(LEDGER, "7c6d9b8f5d", "1:22:j9xhb", "2:22:zt4fs");
    replicas(REFUNDS, "5f7d8c9b6d", "0:23:g2nwp");
    replicas(GRAFANA, "76d8f9c5b4", "0:32:xv6cl");
    replicas(COREDNS, "6f5c9d7b88", "0:3:d8k4m", "2:3:p7zrq");
    replicas(METRICS_SERVER, "5d9f8b7c66", "1:4:b5vtw");
    replicas(KONNECTIVITY, "7b8c6d9f57", "0:5:f4qsn", "1:5:m9jhx");
    pod(ORDERS_DB, "orders-db-0", "orders-db", 0, "10.244.0.16", ROLLED_OUT);
    pod(ORDERS_DB, "orders-db-1", "orders-db", 1, "10.244.1.16", ROLLED_OUT.plusSeconds(95));
    pod(PROMETHEUS, "prometheus-0", "prometheus", 1, "10.244.1.31", ROLLED_OUT);
    pod(DEBUG_SHELL, "debug-shell", "", 1, "10.244.1.19", Instant.parse("2026-11-01T16:20:11Z"));
    for (ExampleNode node : NODES) {
      onEveryNode(NODE_EXPORTER, node, "rk7d" + node.index());
      onEveryNode(CILIUM, node, "w5xz" + node.index());
      onEveryNode(AZURE_CNS, node, "h8vq" + node.index());
    }
    job(Instant.parse("2026-11-02T01:15:00Z"), 2, REUSED_ADDRESS, "6nkvq");
    job(Instant.parse("2026-11-03T01:15:00Z"), 0, "10.244.0.38", "t4wbs");
    pod(
        CATALOG,
        "catalog-84c7d9f6b5-n7q4f",
        "catalog-84c7d9f6b5",
        2,
        REUSED_ADDRESS,
        Instant.parse("2026-11-02T09:02:17Z"));
  }

  /** All of it, as the snapshot at the end shows it. */
  static final Cluster CLUSTER =
      new Cluster(
          NODES,
          List.of(
              "default",
              "kube-node-lease",
              "kube-public",
              "kube-system",
              "monitoring",
              "payments",
              "shop"),
          WORKLOADS,
          List.copyOf(PODS),
          SERVICES,
          WorldPolicies.policies(),
          END);

  private World() {}

  /** The workload of a title such as {@code shop/cart}. */
  static Optional<ExampleWorkload> workload(String title) {
    return WORKLOADS.stream().filter(w -> w.title().equals(title)).findFirst();
  }

  private static ExampleWorkload payments(String name) {
    return ExampleWorkload.of(
        "payments",
        "Deployment",
        name,
        "app.kubernetes.io/name=" + name + ",app.kubernetes.io/part-of=payments");
  }

  private static ExampleWorkload monitoring(String kind, String name) {
    return ExampleWorkload.of("monitoring", kind, name, "app.kubernetes.io/name=" + name);
  }

  private static ExampleWorkload system(String kind, String name, String label) {
    return ExampleWorkload.of(
        "kube-system", kind, name, label + ",kubernetes.azure.com/managedby=aks");
  }

  private static ExampleService service(
      ExampleWorkload workload, String clusterIp, int port, String targetPort) {
    return service(
        workload.namespace(),
        workload.name(),
        clusterIp,
        workload.labels(),
        port,
        targetPort,
        "TCP");
  }

  private static ExampleService service(
      String namespace,
      String name,
      String clusterIp,
      Map<String, String> selector,
      int port,
      String targetPort,
      String protocol) {
    SortedMap<String, String> sorted = new TreeMap<>(selector);
    sorted.remove("kubernetes.azure.com/managedby");
    return new ExampleService(
        namespace, name, clusterIp, sorted, port, targetPort, protocol, Optional.empty());
  }

  /** Replicas as {@code node:last octet:suffix}. */
  private static void replicas(ExampleWorkload workload, String hash, String... places) {
    String replicaSet = workload.name() + "-" + hash;
    for (String place : places) {
      String[] parts = place.split(":", -1);
      int node = Integer.parseInt(parts[0]);
      String ip = "10.244." + node + "." + parts[1];
      Instant start = ROLLED_OUT.plusSeconds(600 + Integer.parseInt(parts[1]) * 61L);
      pod(workload, replicaSet + "-" + parts[2], replicaSet, node, ip, start);
    }
  }

  private static void onEveryNode(ExampleWorkload workload, ExampleNode node, String suffix) {
    String name = workload.name() + "-" + suffix;
    pod(workload, name, workload.name(), node.index(), node.ip(), ROLLED_OUT.plusSeconds(20));
  }

  private static void pod(
      ExampleWorkload workload, String name, String owner, int node, String ip, Instant start) {
    PODS.add(new ExamplePod(workload, name, owner, NODES.get(node), ip, start, Optional.empty()));
  }

  /** One run of the CronJob, six minutes and forty seconds long. */
  private static void job(Instant scheduled, int node, String ip, String suffix) {
    String job = NIGHTLY_REPORT.name() + "-" + scheduled.getEpochSecond() / 60;
    PODS.add(
        new ExamplePod(
            NIGHTLY_REPORT,
            job + "-" + suffix,
            job,
            NODES.get(node),
            ip,
            scheduled.plusSeconds(2),
            Optional.of(scheduled.plus(Duration.ofSeconds(400)))));
  }
}
