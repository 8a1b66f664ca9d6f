package io.sluice.recommender.groundtruth.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Traces of connects and accepts, restated as Hubble flows: a pod at each end, or a Service's
 * address where the trace shows a Service.
 */
final class GadgetInputs {
  private final int target;
  private final Map<String, PairPod> pods = new LinkedHashMap<>();
  private final Set<Call> calls = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();
  private final PairSnapshot snapshot = new PairSnapshot();
  private int services;
  private int servicePort;

  /**
   * For one input.
   *
   * @param target the port that Services lead to; 0 for the same as their own
   */
  private GadgetInputs(int target) {
    this.target = target;
  }

  /** The pair of that name; {@code target} as a Service in the cluster may have it. */
  static Given given(Path folder, String name, int target, Path work) throws IOException {
    GadgetInputs input = new GadgetInputs(target);
    for (JsonNode event : new JsonMapper().readTree(folder.resolve(name + ".input").toFile())) {
      input.add(event);
    }
    Path golden = Files.createDirectories(work).resolve("golden.yaml");
    Files.copy(folder.resolve(name + ".golden"), golden);
    Path logs = Files.write(work.resolve("flows.json"), input.lines);
    input.resolver();
    List<PairPod> all = List.copyOf(input.pods.values());
    input.snapshot.pods(all, PairSnapshot.ports(input.calls));
    Path cluster = Files.writeString(work.resolve("snapshot.json"), input.snapshot.text());
    return new Given(
        name + (target == 0 ? "" : " (another target port)"),
        List.of(logs),
        cluster,
        all,
        input.calls,
        target == 0 ? 0 : input.servicePort,
        PolicyLoader.load(ClusterReader.read("", golden, OptionalLong.empty()).objects())
            .policies());
  }

  private void resolver() {
    pod("kube-system", "coredns-5b79c6d8f-x7rq2", new TreeMap<>(Map.of("k8s-app", "kube-dns")));
  }

  private void add(JsonNode event) {
    PairPod local = pod(event, "local_pod");
    int port = event.path("port").asInt();
    if (event.path("remote_kind").asText().equals("svc")) {
      toService(event, local, port);
      return;
    }
    PairPod remote = pod(event, "remote_pod");
    boolean out = event.path("type").asText().equals("connect");
    PairPod client = out ? local : remote;
    PairPod server = out ? remote : local;
    calls.add(new Call(client.workload(), server.workload(), "TCP", port));
    line(out ? "EGRESS" : "INGRESS", end(client), end(server), "10.9.0.250", port);
  }

  private void toService(JsonNode event, PairPod local, int port) {
    String namespace = event.path("remote_svc_namespace").asText();
    String app = event.at("/remote_svc_label_selector/app").asText();
    PairPod server = pod(namespace, app + "-6f5c9d7b8-k2x4z", new TreeMap<>(Map.of("app", app)));
    String address = "10.0.9." + ++services;
    int behind = target == 0 ? port : target;
    servicePort = port;
    snapshot.service(namespace, event.path("remote_svc_name").asText(), address, app, port, behind);
    calls.add(new Call(local.workload(), server.workload(), "TCP", behind));
    line("EGRESS", end(local), JsonNodeFactory.instance.objectNode(), address, port);
  }

  private PairPod pod(JsonNode event, String which) {
    SortedMap<String, String> labels = new TreeMap<>();
    event
        .path(which + "_labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    String namespace = event.path(which + "_namespace").asText();
    return pod(namespace, event.path(which + "_name").asText(), labels);
  }

  private PairPod pod(String namespace, String name, SortedMap<String, String> labels) {
    return pods.computeIfAbsent(
        namespace + "/" + name, key -> new PairPod(namespace, name, labels));
  }

  private static ObjectNode end(PairPod pod) {
    ObjectNode end = JsonNodeFactory.instance.objectNode();
    return end.put("namespace", pod.namespace()).put("pod_name", pod.name());
  }

  private void line(
      String direction, ObjectNode source, ObjectNode destination, String address, int port) {
    String time = "2026-11-02T11:00:0" + lines.size() % 10 + "Z";
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    ObjectNode flow = record.putObject("flow").put("time", time).put("verdict", "FORWARDED");
    flow.putObject("IP")
        .put("source", "10.9.0.249")
        .put("destination", address)
        .put("ipVersion", "IPv4");
    ObjectNode tcp = flow.putObject("l4").putObject("TCP");
    tcp.put("source_port", 42_000).put("destination_port", port);
    tcp.putObject("flags").put("SYN", true);
    flow.set("source", source);
    flow.set("destination", destination);
    flow.put("Type", "L3_L4").put("traffic_direction", direction).put("is_reply", false);
    lines.add(record.put("node_name", "node-1").put("time", time).toString());
  }
}
