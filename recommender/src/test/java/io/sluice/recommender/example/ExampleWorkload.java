package io.sluice.recommender.example;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs pods under one name in the example cluster.
 *
 * @param kind Deployment, StatefulSet, DaemonSet, CronJob or Pod
 * @param labels labels of its pod template
 * @param ports ports that its container declares; a process may listen on more
 * @param probePort port that the kubelet probes, or 0
 */
public record ExampleWorkload(
    String namespace,
    String kind,
    String name,
    SortedMap<String, String> labels,
    List<ExamplePort> ports,
    boolean hostNetwork,
    int probePort) {

  public static ExampleWorkload of(String namespace, String kind, String name, String labels) {
    return new ExampleWorkload(namespace, kind, name, labels(labels), List.of(), false, 0);
  }

  ExampleWorkload listening(ExamplePort... declared) {
    return new ExampleWorkload(
        namespace, kind, name, labels, List.of(declared), hostNetwork, probePort);
  }

  ExampleWorkload probedAt(int port) {
    return new ExampleWorkload(namespace, kind, name, labels, ports, hostNetwork, port);
  }

  ExampleWorkload onHostNetwork() {
    return new ExampleWorkload(namespace, kind, name, labels, ports, true, probePort);
  }

  /** {@code shop/cart}, the name by which the truth speaks of it. */
  public String title() {
    return namespace + "/" + name;
  }

  private static SortedMap<String, String> labels(String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String label : text.split(",", -1)) {
      int at = label.indexOf('=');
      labels.put(label.substring(0, at), label.substring(at + 1));
    }
    return labels;
  }
}
