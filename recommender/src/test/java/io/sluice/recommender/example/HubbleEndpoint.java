package io.sluice.recommender.example;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The {@code source} or {@code destination} of a Hubble flow as one node describes it.
 *
 * <p>Only the node on which a pod runs gives its endpoint id and its workload; other nodes know the
 * identity and its labels.
 */
final class HubbleEndpoint {
  private static final int FIRST_ID = 300;
  private static final int FIRST_IDENTITY = 24_000;

  private HubbleEndpoint() {}

  static ObjectNode of(End end, Cluster cluster, ExampleNode reporter) {
    return end.pod()
        .map(pod -> pod(pod, cluster, pod.node().equals(reporter)))
        .orElseGet(() -> reserved(end, reporter));
  }

  private static ObjectNode pod(ExamplePod pod, Cluster cluster, boolean local) {
    ExampleWorkload workload = pod.workload();
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    if (local) {
      endpoint.put("ID", FIRST_ID + cluster.pods().indexOf(pod) * 53);
    }
    endpoint.put("identity", FIRST_IDENTITY + cluster.workloads().indexOf(workload) * 211);
    endpoint.put("cluster_name", "default");
    endpoint.put("namespace", workload.namespace());
    ArrayNode labels = endpoint.putArray("labels");
    workload.labels().forEach((key, value) -> labels.add("k8s:" + key + "=" + value));
    labels.add(
        "k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=" + workload.namespace());
    labels.add("k8s:io.cilium.k8s.policy.cluster=default");
    labels.add("k8s:io.cilium.k8s.policy.serviceaccount=" + Snapshot.serviceAccount(workload));
    labels.add("k8s:io.kubernetes.pod.namespace=" + workload.namespace());
    endpoint.put("pod_name", pod.name());
    if (local) {
      endpoint
          .putArray("workloads")
          .addObject()
          .put("name", workload.name())
          .put("kind", workload.kind());
    }
    return endpoint;
  }

  private static ObjectNode reserved(End end, ExampleNode reporter) {
    if (end.node().isEmpty()) {
      return identity(2, "reserved:world");
    }
    return end.node().get().equals(reporter)
        ? identity(1, "reserved:host")
        : identity(6, "reserved:remote-node");
  }

  private static ObjectNode identity(int number, String label) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    endpoint.put("identity", number);
    endpoint.putArray("labels").add(label);
    return endpoint;
  }
}
