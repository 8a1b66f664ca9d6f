package io.sluice.recommender.example;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The snapshot's nodes and namespaces. */
final class SnapshotNodes {
  private SnapshotNodes() {}

  static List<SortedMap<String, Object>> namespaces(Cluster cluster) {
    List<SortedMap<String, Object>> namespaces = new ArrayList<>();
    for (String name : cluster.namespaces()) {
      SortedMap<String, String> labels = new TreeMap<>();
      labels.put("kubernetes.io/metadata.name", name);
      if (name.equals("kube-system")) {
        labels.put("addonmanager.kubernetes.io/mode", "Reconcile");
        labels.put("control-plane", "true");
        labels.put("kubernetes.azure.com/managedby", "aks");
        labels.put("kubernetes.io/cluster-service", "true");
      }
      namespaces.add(
          Snapshot.object(
              "v1",
              "Namespace",
              Snapshot.metadata("Namespace", "", name, labels, Snapshot.INSTALLED),
              "spec",
              Fields.of("finalizers", List.of("kubernetes")),
              "status",
              Fields.of("phase", "Active")));
    }
    return namespaces;
  }

  static List<SortedMap<String, Object>> nodes(Cluster cluster) {
    List<SortedMap<String, Object>> nodes = new ArrayList<>();
    for (ExampleNode node : cluster.nodes()) {
      nodes.add(
          Snapshot.object(
              "v1",
              "Node",
              Snapshot.metadata("Node", "", node.name(), labels(node), Snapshot.INSTALLED),
              "spec",
              Fields.of(
                  "providerID",
                  "azure:///subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/"
                      + "mc_rg-shop_aks-shop_westeurope/providers/Microsoft.Compute/"
                      + "virtualMachineScaleSets/aks-nodepool1-14159265-vmss/virtualMachines/"
                      + node.index()),
              "status",
              status(node, cluster)));
    }
    return nodes;
  }

  private static SortedMap<String, String> labels(ExampleNode node) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("agentpool", "nodepool1");
    labels.put("kubernetes.azure.com/cluster", "MC_rg-shop_aks-shop_westeurope");
    labels.put("kubernetes.azure.com/ebpf-dataplane", "cilium");
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/hostname", node.name());
    labels.put("kubernetes.io/os", "linux");
    labels.put("topology.kubernetes.io/region", "westeurope");
    labels.put("topology.kubernetes.io/zone", "westeurope-" + (node.index() + 1));
    return labels;
  }

  private static SortedMap<String, Object> status(ExampleNode node, Cluster cluster) {
    Instant heartbeat = cluster.takenAt().minusSeconds(6 + node.index() * 71L);
    return Fields.of(
        "addresses",
        List.of(
            Fields.of("address", node.ip(), "type", "InternalIP"),
            Fields.of("address", node.name(), "type", "Hostname")),
        "conditions",
        List.of(
            Fields.of(
                "lastHeartbeatTime",
                heartbeat.toString(),
                "lastTransitionTime",
                Snapshot.INSTALLED.plusSeconds(64).toString(),
                "message",
                "kubelet is posting ready status",
                "reason",
                "KubeletReady",
                "status",
                "True",
                "type",
                "Ready")),
        "nodeInfo",
        Fields.of(
            "architecture",
            "amd64",
            "containerRuntimeVersion",
            "containerd://1.7.28-1",
            "kubeletVersion",
            "v1.33.3",
            "operatingSystem",
            "linux",
            "osImage",
            "Ubuntu 22.04.5 LTS"));
  }
}
