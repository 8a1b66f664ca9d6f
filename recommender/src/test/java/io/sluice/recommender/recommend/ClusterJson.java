package io.sluice.recommender.recommend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Objects of a cluster but its pods, as the API server has them; titles are namespace/name. */
final class ClusterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClusterJson() {}

  static ObjectNode node(String name, String ip, String podCidr) {
    ObjectNode node = object("v1", "Node", "", name);
    node.putObject("spec").put("podCIDR", podCidr).putArray("podCIDRs").add(podCidr);
    node.putObject("status")
        .putArray("addresses")
        .addObject()
        .put("type", "InternalIP")
        .put("address", ip);
    return node;
  }

  static ObjectNode namespace(String name, String labels) {
    ObjectNode namespace = object("v1", "Namespace", "", name);
    labels((ObjectNode) namespace.get("metadata"), labels);
    return namespace;
  }

  /** A controller's own object with a selector; {@code labels} are its pod template's. */
  static ObjectNode controller(
      String kind, String title, String selector, String labels, int replicas) {
    ObjectNode controller = object("apps/v1", kind, namespaceOf(title), name(title));
    ((ObjectNode) controller.get("metadata")).put("uid", "uid-" + kind + title);
    ObjectNode spec = controller.putObject("spec");
    spec.put("replicas", replicas);
    fill(spec.putObject("selector").putObject("matchLabels"), selector);
    labels(spec.putObject("template").putObject("metadata"), labels);
    return controller;
  }

  /** A CronJob's own object. */
  static ObjectNode cronJob(String title, String labels) {
    ObjectNode job = object("batch/v1", "CronJob", namespaceOf(title), name(title));
    ((ObjectNode) job.get("metadata")).put("uid", "uid-cron" + title);
    ObjectNode template =
        job.putObject("spec").putObject("jobTemplate").putObject("spec").putObject("template");
    labels(template.putObject("metadata"), labels);
    return job;
  }

  /** A Service; ports are {@code TCP 80 8080}. */
  static ObjectNode service(
      String title,
      String type,
      String clusterIp,
      String selector,
      Map<String, String> more,
      String... ports) {
    ObjectNode service = object("v1", "Service", namespaceOf(title), name(title));
    ObjectNode spec = service.putObject("spec");
    spec.put("type", type).put("clusterIP", clusterIp);
    fill(spec.putObject("selector"), selector);
    if (more.containsKey("sourceRange")) {
      spec.putArray("loadBalancerSourceRanges").add(more.get("sourceRange"));
    }
    if (more.containsKey("externalTrafficPolicy")) {
      spec.put("externalTrafficPolicy", more.get("externalTrafficPolicy"));
    }
    if (more.containsKey("internal")) {
      ((ObjectNode) service.get("metadata"))
          .putObject("annotations")
          .put("service.beta.kubernetes.io/azure-load-balancer-internal", more.get("internal"));
    }
    ArrayNode list = spec.putArray("ports");
    for (String port : ports) {
      List<String> parts = Arrays.asList(port.split(" ", -1));
      list.addObject()
          .put("name", "p" + parts.get(0).toLowerCase(java.util.Locale.ROOT) + parts.get(1))
          .put("protocol", parts.get(0))
          .put("port", Integer.parseInt(parts.get(1)))
          .put("targetPort", Integer.parseInt(parts.get(2)));
    }
    return service;
  }

  /** A current policy; the spec is JSON. */
  static ObjectNode policy(String title, String spec) {
    try {
      ObjectNode policy =
          object("networking.k8s.io/v1", "NetworkPolicy", namespaceOf(title), name(title));
      policy.set("spec", JSON.readTree(spec));
      return policy;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The slice of the Service default/kubernetes. */
  static ObjectNode apiServerSlice(int port, String... addresses) {
    ObjectNode slice =
        object("discovery.k8s.io/v1", "EndpointSlice", "default", "kubernetes-" + port);
    labels((ObjectNode) slice.get("metadata"), "kubernetes.io/service-name=kubernetes");
    ArrayNode list = slice.putArray("endpoints").addObject().putArray("addresses");
    for (String address : addresses) {
      list.add(address);
    }
    slice.putArray("ports").addObject().put("port", port).put("protocol", "TCP");
    return slice;
  }

  /** An object with more in it; lists grow. */
  static ObjectNode merged(ObjectNode object, String json) {
    try {
      return JSON.readerForUpdating(object).readValue(json);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static ObjectNode object(String version, String kind, String namespace, String name) {
    ObjectNode object = JSON.createObjectNode();
    object.put("apiVersion", version).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  static ObjectNode labels(ObjectNode metadata, String labels) {
    return fill(metadata.putObject("labels"), labels);
  }

  static ObjectNode fill(ObjectNode map, String labels) {
    for (String label : labels.isEmpty() ? new String[0] : labels.split(",", -1)) {
      int at = label.indexOf('=');
      map.put(label.substring(0, at), label.substring(at + 1));
    }
    return map;
  }

  static String namespaceOf(String title) {
    return title.substring(0, title.indexOf('/'));
  }

  static String name(String title) {
    return title.substring(title.indexOf('/') + 1);
  }
}
