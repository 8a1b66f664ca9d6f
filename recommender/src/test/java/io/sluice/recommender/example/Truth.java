package io.sluice.recommender.example;

import static io.sluice.recommender.example.World.API;
import static io.sluice.recommender.example.World.CART;
import static io.sluice.recommender.example.World.CART_CANARY;
import static io.sluice.recommender.example.World.CATALOG;
import static io.sluice.recommender.example.World.CHECKOUT;
import static io.sluice.recommender.example.World.COREDNS;
import static io.sluice.recommender.example.World.DEBUG_SHELL;
import static io.sluice.recommender.example.World.FRONTEND;
import static io.sluice.recommender.example.World.GRAFANA;
import static io.sluice.recommender.example.World.KONNECTIVITY;
import static io.sluice.recommender.example.World.LEDGER;
import static io.sluice.recommender.example.World.METRICS_SERVER;
import static io.sluice.recommender.example.World.NIGHTLY_REPORT;
import static io.sluice.recommender.example.World.ORDERS_DB;
import static io.sluice.recommender.example.World.PROMETHEUS;

import java.util.ArrayList;
import java.util.List;

/**
 * Who really talks to whom in the example cluster.
 *
 * <p>Tests hold what Sluice says against this list. The port scan and the kubelet's probes are not
 * in it: the former is no business of anybody, the latter needs no rule.
 */
final class Truth {
  /** Ports that the scan tries; nothing in the cluster listens there. */
  static final List<Integer> SCANNED_PORTS =
      List.of(21, 22, 23, 445, 1433, 3306, 3389, 5900, 6379, 9200);

  /** The nodes themselves, as one end. */
  static final String NODES = "nodes";

  private static final int METRICS = 9102;

  private Truth() {}

  /** What the applications do. */
  static List<TrueEdge> edges() {
    List<TrueEdge> edges = new ArrayList<>();
    edges.add(new TrueEdge("internet", FRONTEND.title(), 6, 8080));
    edges.add(TrueEdge.tcp(FRONTEND, CART, 7070));
    edges.add(TrueEdge.tcp(FRONTEND, CART_CANARY, 7070));
    edges.add(TrueEdge.tcp(FRONTEND, CATALOG, 8080));
    edges.add(TrueEdge.tcp(FRONTEND, CHECKOUT, 8081));
    edges.add(TrueEdge.tcp(CART, ORDERS_DB, 5432));
    edges.add(TrueEdge.tcp(CART_CANARY, ORDERS_DB, 5432));
    edges.add(TrueEdge.tcp(CART_CANARY, CATALOG, 8080));
    edges.add(TrueEdge.tcp(CHECKOUT, ORDERS_DB, 5432));
    edges.add(TrueEdge.tcp(CHECKOUT, API, 8443));
    edges.add(TrueEdge.tcp(ORDERS_DB, ORDERS_DB, 5432));
    edges.add(TrueEdge.tcp(API, LEDGER, 8443));
    edges.add(new TrueEdge(API.title(), "card-network", 6, 443));
    edges.add(TrueEdge.tcp(NIGHTLY_REPORT, ORDERS_DB, 5432));
    edges.add(new TrueEdge(NIGHTLY_REPORT.title(), "report-store", 6, 443));
    edges.add(TrueEdge.tcp(GRAFANA, PROMETHEUS, 9090));
    edges.add(new TrueEdge("operations-host", GRAFANA.title(), 6, 3000));
    edges.addAll(scrapes());
    edges.addAll(lookups());
    return List.copyOf(edges);
  }

  /** What the managed part of the cluster does; it is nobody's to restrict. */
  static List<TrueEdge> systemEdges() {
    return List.of(
        new TrueEdge(COREDNS.title(), "azure-platform", 17, 53),
        new TrueEdge(METRICS_SERVER.title(), NODES, 6, 10250),
        new TrueEdge(KONNECTIVITY.title(), "api-server", 6, 443),
        TrueEdge.tcp(KONNECTIVITY, METRICS_SERVER, 4443));
  }

  private static List<TrueEdge> scrapes() {
    List<TrueEdge> edges = new ArrayList<>();
    for (ExampleWorkload server : List.of(FRONTEND, CART, CART_CANARY, CHECKOUT, API)) {
      edges.add(TrueEdge.tcp(PROMETHEUS, server, METRICS));
    }
    edges.add(TrueEdge.tcp(PROMETHEUS, CATALOG, 8080));
    edges.add(TrueEdge.tcp(PROMETHEUS, COREDNS, 9153));
    edges.add(new TrueEdge(PROMETHEUS.title(), NODES, 6, 9100));
    return edges;
  }

  private static List<TrueEdge> lookups() {
    List<TrueEdge> edges = new ArrayList<>();
    for (ExampleWorkload client :
        List.of(
            FRONTEND,
            CART,
            CART_CANARY,
            CHECKOUT,
            NIGHTLY_REPORT,
            DEBUG_SHELL,
            API,
            LEDGER,
            PROMETHEUS,
            GRAFANA)) {
      edges.add(new TrueEdge(client.title(), COREDNS.title(), 17, 53));
    }
    return edges;
  }
}
