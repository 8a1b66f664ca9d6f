package io.sluice.analyzer.attribute;

import static io.sluice.analyzer.attribute.ClusterFixture.cluster;
import static io.sluice.analyzer.attribute.ClusterFixture.onNodeNetwork;
import static io.sluice.analyzer.attribute.ClusterFixture.port;
import static io.sluice.analyzer.attribute.RecordFixture.address;

import io.sluice.ingest.Endpoint;
import java.nio.file.Path;

/**
 * The clusters that most tests here begin with, to be added to: a shop on the nodes aks-1 and
 * aks-2. What the address on aks-1 is depends on the cluster.
 */
final class ShopFixture {
  static final Endpoint ON_AKS_1 = address("10.244.1.10");
  static final Endpoint DATABASE = address("10.244.2.20");
  static final Endpoint CART_SERVICE = address("10.0.0.20");
  static final Endpoint INTERNET = address("203.0.113.9");

  private ShopFixture() {}

  /** A database on aks-2 that declares its port; no other pod and no node object. */
  static ClusterFixture database() {
    return cluster("")
        .pod("shop", "database", "ddddd", "10.244.2.20", "aks-2", port("sql", "TCP", 5432));
  }

  /** The database, a cart on aks-1, their Deployments, and a proxy on aks-1's own network. */
  static ClusterFixture shop() {
    return withNodes(database())
        .deployment("shop", "cart")
        .deployment("shop", "database")
        .pod("shop", "cart", "bbbbb", "10.244.1.10", "aks-1")
        .owned(
            "DaemonSet",
            "proxy",
            "kube-system",
            "proxy-ccccc",
            "10.224.0.4",
            "aks-1",
            onNodeNetwork("10.224.0.4").andThen(port("web", "TCP", 9100)));
  }

  /**
   * A front on aks-1 and one cart on aks-2 behind the Service cart, 80 to 8080, node port 30080.
   */
  static ClusterFixture front() {
    return cluster("")
        .pod("shop", "front", "bbbbb", "10.244.1.10", "aks-1")
        .pod("shop", "cart", "ccccc", "10.244.2.20", "aks-2")
        .service("shop", "cart", "cart", "10.0.0.20", 80, "8080", 30_080);
  }

  static ClusterFixture withNodes(ClusterFixture cluster) {
    return cluster
        .node("aks-1", "10.224.0.4", "10.244.1.0/24")
        .node("aks-2", "10.224.0.5", "10.244.2.0/24");
  }

  /** An attributor with that cluster's snapshot, read from a file. */
  static RecordFixture records(Path folder, ClusterFixture cluster) {
    return new RecordFixture(ClusterFixture.inventory(folder, cluster));
  }
}
