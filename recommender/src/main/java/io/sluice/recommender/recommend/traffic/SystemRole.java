package io.sluice.recommender.recommend.traffic;

/** What part of the platform stands at one end of an edge. */
public enum SystemRole {
  DNS("dns", "name resolution"),
  API_SERVER("api-server", "the Kubernetes API"),
  METADATA(
      "imds",
      "Azure's instance metadata, which hands out the node's identity; workload identity does"
          + " without"),
  WIRE_SERVER("wireserver", "Azure's platform address, of no use to applications"),
  HEALTH_PROBE("load-balancer-probe", "health probes of Azure's load balancer"),
  OWN_NODE("own-node", "the pod's own node, such as probes of the kubelet"),
  KONNECTIVITY("konnectivity", "the API server's tunnel: webhooks and aggregated APIs"),
  METRICS_SERVER("metrics-server", "resource metrics"),
  SCRAPING("scraping", "Azure Monitor collects metrics"),
  INGRESS("ingress-controller", "entry into the cluster"),
  MESH("mesh", "the service mesh itself"),
  PLATFORM("platform", "another workload of a system namespace");

  private final String word;
  private final String meaning;

  SystemRole(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The stable word in reports. */
  public String word() {
    return word;
  }

  /** What it is, for people. */
  public String meaning() {
    return meaning;
  }

  /** {@code imds: Azure's instance metadata …}. */
  public String line() {
    return word + ": " + meaning;
  }
}
