package io.sluice.analyzer.inventory;

import static io.sluice.analyzer.inventory.Snapshots.finishedAt;
import static io.sluice.analyzer.inventory.Snapshots.holder;
import static io.sluice.analyzer.inventory.Snapshots.ip;
import static io.sluice.analyzer.inventory.Snapshots.node;
import static io.sluice.analyzer.inventory.Snapshots.pod;
import static io.sluice.analyzer.inventory.Snapshots.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has an address: pods, nodes, Services, the outside or nobody. */
class InventoryAddressTest {
  private static final String IP = "10.244.0.7";

  @TempDir Path folder;

  @Test
  void hostNetworkPodsHaveNoAddressOfTheirOwn() {
    String agent = pod("kube-system/agent", "10.224.0.4", "2025-01-31T08:00:00Z");
    String proxy =
        pod("kube-system/proxy", "10.224.0.5", "2025-01-31T08:00:00Z")
            .replace("nodeName: node-1", "{nodeName: node-2, hostNetwork: true}")
            .replace("hostIP: 10.224.0.4", "hostIP: 10.224.0.5");

    Inventory inventory =
        new Snapshots(folder).at("2025-01-31T12:00:00Z", agent, proxy).inventory();

    assertThat(inventory.pods()).allMatch(pod -> pod.hostNetwork() && pod.addresses().isEmpty());
    assertThat(holder(inventory, "10.224.0.4", "2025-01-31T12:00:00Z")).isEqualTo("node node-1");
    assertThat(holder(inventory, "10.224.0.5", "2025-01-31T12:00:00Z")).isEqualTo("node node-2");
    assertThat(inventory.node("", "node-2"))
        .map(Node::addresses)
        .hasValueSatisfying(addresses -> assertThat(addresses).containsExactly(ip("10.224.0.5")));
  }

  @Test
  void nodesHaveInternalAndExternalAddressesRangesAndSystem() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                node("node-1", "10.224.0.4")
                    .replace(
                        "  addresses:\n",
                        "  addresses:\n  - {type: ExternalIP, address: 203.0.113.4}\n"))
            .inventory();

    Node node = inventory.node("", "node-1").orElseThrow();
    assertThat(node.addresses()).containsExactly(ip("203.0.113.4"), ip("10.224.0.4"));
    assertThat(node.podCidrs()).containsExactly("10.244.0.0/24");
    assertThat(node.os()).isEqualTo("linux");
    assertThat(holder(inventory, "203.0.113.4", "2025-01-31T12:00:00Z")).isEqualTo("node node-1");
    assertThat(inventory.node("", "node-2")).isEmpty();
  }

  @Test
  void aNodeAddressThatAPodHadBeforeIsThePodsBefore() {
    String old =
        pod(
            "shop/cart",
            "10.224.0.9",
            "2024-12-01T00:00:00Z",
            "Succeeded",
            finishedAt("2024-12-02T00:00:00Z"));

    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T12:00:00Z", old, node("node-9", "10.224.0.9"))
            .inventory();

    assertThat(holder(inventory, "10.224.0.9", "2024-12-01T12:00:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, "10.224.0.9", "2025-01-15T00:00:00Z")).isEqualTo("node node-9");
  }

  @Test
  void publicLinkLocalAndPlatformAddressesAreOutsideAndPrivateOnesAreNobodys() {
    Inventory inventory =
        new Snapshots(folder)
            .at("2025-01-31T12:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .inventory();

    String time = "2025-01-31T12:00:00Z";
    assertThat(holder(inventory, "203.0.113.9", time)).isEqualTo("outside");
    assertThat(holder(inventory, "168.63.129.16", time)).isEqualTo("outside");
    assertThat(holder(inventory, "169.254.10.10", time)).isEqualTo("outside");
    assertThat(holder(inventory, "169.254.169.254", time)).isEqualTo("outside");
    assertThat(holder(inventory, "10.9.9.9", time)).isEqualTo("unmapped-address");
    assertThat(holder(inventory, "fd00::9", time)).isEqualTo("unmapped-address");
    assertThat(holder(inventory, "2001:db8::9", time)).isEqualTo("outside");
  }

  @Test
  void anAddressOfAPodRangeIsNeverOutsideEvenIfItIsPublic() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                node("node-1", "10.224.0.4")
                    .replace("[10.244.0.0/24]", "[198.51.100.0/25, \"2001:db8:7::/64\"]"))
            .inventory();

    String time = "2025-01-31T12:00:00Z";
    assertThat(holder(inventory, "198.51.100.127", time)).isEqualTo("unmapped-address");
    assertThat(holder(inventory, "198.51.100.128", time)).isEqualTo("outside");
    assertThat(holder(inventory, "2001:db8:7::1", time)).isEqualTo("unmapped-address");
    assertThat(holder(inventory, "2001:db8:8::1", time)).isEqualTo("outside");
  }

  @Test
  void anEmptyInventoryStillTellsPrivateFromPublic() {
    Inventory inventory = Inventory.empty();

    assertThat(inventory.isEmpty()).isTrue();
    assertThat(inventory.takenAtMillis()).isEqualTo(Long.MIN_VALUE);
    assertThat(holder(inventory, "10.9.9.9", "2025-01-31T12:00:00Z")).isEqualTo("unmapped-address");
    assertThat(holder(inventory, "203.0.113.9", "2025-01-31T12:00:00Z")).isEqualTo("outside");
  }

  @Test
  void twoClustersWithTheSamePodCidrAreKeptApart() {
    Inventory inventory =
        new Snapshots(folder)
            .of("blue", "2025-01-31T12:00:00Z", pod("shop/cart", IP, "2025-01-31T08:00:00Z"))
            .of("green", "2025-01-31T12:00:00Z", pod("pay/card", IP, "2025-01-31T08:00:00Z"))
            .inventory();

    String time = "2025-01-31T12:00:00Z";
    assertThat(inventory.clusters()).containsExactly("blue", "green");
    assertThat(holder(inventory, "blue", IP, time)).isEqualTo("shop/cart");
    assertThat(holder(inventory, "green", IP, time)).isEqualTo("pay/card");
    assertThat(holder(inventory, "red", IP, time)).isEqualTo("unmapped-address");
    assertThat(inventory.warnings())
        .contains(
            "the clusters blue, green share 1 pod addresses, such as 10.244.0.7: a record counts"
                + " only where its cluster can be told");
  }

  @Test
  void aDualStackPodHoldsBothAddresses() {
    String dual =
        pod("shop/cart", IP, "2025-01-31T08:00:00Z")
            + "  podIPs: [{ip: 10.244.0.7}, {ip: \"FD00:0:0::7\"}]\n";

    Inventory inventory = new Snapshots(folder).at("2025-01-31T12:00:00Z", dual).inventory();

    assertThat(holder(inventory, "fd00::7", "2025-01-31T12:00:00Z")).isEqualTo("shop/cart");
    assertThat(holder(inventory, IP, "2025-01-31T12:00:00Z")).isEqualTo("shop/cart");
    assertThat(inventory.pods().get(0).addresses()).containsExactly(ip(IP), ip("fd00::7"));
  }

  @Test
  void serviceAddressesOfAllKindsAreTheServices() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                service(
                        "shop/cart",
                        """
                        clusterIP: 10.0.0.7
                        clusterIPs: [10.0.0.7, "fd00:1::7"]
                        externalIPs: [198.51.100.7]
                        """)
                    + "status: {loadBalancer: {ingress: [{ip: 203.0.113.7}, {hostname: x}]}}\n",
                service("shop/headless", "clusterIP: None\n"))
            .inventory();

    for (String address : new String[] {"10.0.0.7", "fd00:1::7", "198.51.100.7", "203.0.113.7"}) {
      assertThat(holder(inventory, address, "2025-01-31T12:00:00Z")).isEqualTo("service shop/cart");
    }
    assertThat(inventory.servicesAt("", ip("203.0.113.7"))).hasSize(1);
    assertThat(inventory.servicesAt("", ip("203.0.113.8"))).isEmpty();
  }

  @Test
  void aNodeAddressThatAServiceClaimsTooIsTheNodes() {
    Inventory inventory =
        new Snapshots(folder)
            .at(
                "2025-01-31T12:00:00Z",
                node("node-1", "10.224.0.4"),
                service("shop/cart", "externalIPs: [10.224.0.4]\n"))
            .inventory();

    assertThat(holder(inventory, "10.224.0.4", "2025-01-31T12:00:00Z")).isEqualTo("node node-1");
    assertThat(inventory.servicesAt("", ip("10.224.0.4"))).hasSize(1);
  }
}
