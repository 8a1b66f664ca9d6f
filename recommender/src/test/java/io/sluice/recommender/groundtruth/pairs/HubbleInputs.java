package io.sluice.recommender.groundtruth.pairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.analyzer.policy.PolicySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hubble flows as they are, with a snapshot that declares the ports: the flows do not say which end
 * opened the connection.
 */
final class HubbleInputs {
  private static final int WORKLOADS = 5;
  private static final int FIRST_OF_GROUP_2 = 4;

  private final Map<String, PairPod> pods = new LinkedHashMap<>();
  private final Set<Call> calls = new LinkedHashSet<>();

  private HubbleInputs() {}

  /**
   * A pair.
   *
   * @param inputs what came before, too, where the other tool keeps what it learnt
   * @param expected the file with the policies
   */
  static Given given(Path folder, List<String> inputs, String expected, Path work)
      throws IOException {
    HubbleInputs input = new HubbleInputs();
    List<Path> logs = inputs.stream().map(name -> folder.resolve(name + ".json")).toList();
    for (Path log : logs) {
      for (JsonNode flow : new JsonMapper().readTree(log.toFile())) {
        input.add(flow);
      }
    }
    List<PairPod> seen = List.copyOf(input.pods.values());
    List<PairPod> all = new ArrayList<>(seen);
    all.addAll(input.others());
    PairSnapshot snapshot = new PairSnapshot().pods(all, PairSnapshot.ports(input.calls));
    Files.createDirectories(work);
    Path cluster = Files.writeString(work.resolve("snapshot.json"), snapshot.text());
    PolicySet theirs = CiliumPolicies.read(folder.resolve(expected + ".yaml"), work);
    return new Given(shortName(expected), logs, cluster, all, input.calls, 0, theirs);
  }

  private static String shortName(String expected) {
    String step = expected.contains("_after_") ? " after" : "";
    return expected.substring(0, 5) + (expected.contains("_before_") ? " before" : step);
  }

  private void add(JsonNode flow) {
    JsonNode l4 = flow.path("l4");
    String protocol = l4.fieldNames().next();
    String client = end(flow.path("source"), flow.at("/IP/source"));
    String server = end(flow.path("destination"), flow.at("/IP/destination"));
    calls.add(
        new Call(client, server, protocol, l4.at("/" + protocol + "/destination_port").asInt()));
  }

  private String end(JsonNode end, JsonNode address) {
    if (!end.has("pod_name")) {
      return address.asText();
    }
    PairPod pod =
        new PairPod(end.path("namespace").asText(), end.path("pod_name").asText(), labels(end));
    return pods.computeIfAbsent(pod.namespace() + "/" + pod.name(), key -> pod).workload();
  }

  /** Labels as the application has them; two inputs have one wrong, or a colon for the sign. */
  private static SortedMap<String, String> labels(JsonNode end) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (JsonNode label : end.path("labels")) {
      String[] parts = label.asText().replaceFirst("^k8s:", "").split("[=:]", 2);
      if (!parts[0].startsWith("io.kubernetes.")) {
        labels.put(parts[0], parts[1]);
      }
    }
    if (labels.containsKey("container")) {
      labels.put("group", group(labels.get("container").replaceFirst("ubuntu-", "")));
    }
    return labels;
  }

  private static String group(String number) {
    return Integer.parseInt(number) < FIRST_OF_GROUP_2 ? "group-1" : "group-2";
  }

  /** Workloads of the application that the input does not show, labelled like those it shows. */
  private List<PairPod> others() {
    List<PairPod> others = new ArrayList<>();
    boolean common = pods.values().stream().anyMatch(pod -> pod.labels().containsKey("common"));
    for (int i = 1; i <= WORKLOADS; i++) {
      SortedMap<String, String> labels = new TreeMap<>();
      labels.put("container", "ubuntu-" + i);
      labels.put("group", group(String.valueOf(i)));
      if (common) {
        labels.put("common", "commonselector");
      }
      PairPod pod =
          new PairPod("multiubuntu", "ubuntu-" + i + "-deployment-59d8f7c6b4-q9w8e", labels);
      if (pods.values().stream().noneMatch(p -> p.workload().equals(pod.workload()))) {
        others.add(pod);
      }
    }
    if (pods.keySet().stream().noneMatch(name -> name.startsWith("kube-system/"))) {
      others.add(
          new PairPod(
              "kube-system",
              "coredns-5b79c6d8f-x7rq2",
              new TreeMap<>(Map.of("k8s-app", "kube-dns"))));
    }
    return others;
  }
}
