package io.sluice.ingest.decode;

import java.util.Random;
import java.util.UUID;

/** Random Hubble lines as exporters write them; their ends, addresses and names repeat. */
final class RandomExporterLine extends Draws {
  RandomExporterLine(Random random) {
    super(random);
  }

  /** One line. */
  String line() {
    return one(4) ? aggregatedLine() : plainLine();
  }

  private String plainLine() {
    String time = time();
    String node = pick("prod/aks-nodepool1-0", "prod/aks-nodepool1-1", "kind-worker");
    boolean acns = one(3);
    String flow =
        "{\"time\":\""
            + time
            + "\",\"uuid\":\""
            + new UUID(random.nextLong(), 7)
            + "\","
            + "\"verdict\":\""
            + pick("FORWARDED", "FORWARDED", "DROPPED", "AUDIT", "REDIRECTED")
            + "\",\"ethernet\":{\"source\":\"ce:38:1f:4b:21:dd\",\"destination\":\"fa:ce:3c:de:8b:f8\"},"
            + "\"IP\":{\"source\":\""
            + address()
            + "\",\"destination\":\""
            + address()
            + "\",\"ipVersion\":\"IPv4\"},"
            + layer4()
            + ",\"source\":"
            + end()
            + ",\"destination\":"
            + end()
            + ",\"Type\":\"L3_L4\",\"node_name\":\""
            + node
            + "\","
            + (one(5) ? "\"node_labels\":[\"a=b\",\"kubernetes.io/os=linux\"]," : "")
            + (one(5)
                ? "\"destination_names\":[\"api.example.com\",\"" + pick("a", "b") + ".example\"],"
                : "")
            + (one(4) ? "\"drop_reason_desc\":\"" + pick("POLICY_DENIED", "CT_NO_MAP") + "\"," : "")
            + (one(8) ? layer7() : "")
            + "\"event_type\":{\"type\":4,\"sub_type\":3},\"traffic_direction\":\""
            + pick("EGRESS", "INGRESS")
            + "\",\"trace_observation_point\":\"TO_STACK\","
            + "\"trace_reason\":\""
            + pick("NEW", "ESTABLISHED", "REPLY")
            + "\",\"is_reply\":"
            + random.nextBoolean()
            + ",\"interface\":{\"index\":98,\"name\":\"lxc8308dc5301b3\"},"
            + "\"Summary\":\"TCP Flags: \\\"ACK\\\", PSH\"}";
    return acns
        ? "{\"flow\":" + flow + "}"
        : "{\"flow\":" + flow + ",\"node_name\":\"" + node + "\",\"time\":\"" + time + "\"}";
  }

  private String aggregatedLine() {
    String counts =
        "\"ingress_flow_count\":"
            + pick("3", "\"12\"")
            + ",\"egress_flow_count\":"
            + random.nextInt(9);
    return "{\"flow\":{\"time\":\""
        + time()
        + "\",\"verdict\":\"FORWARDED\","
        + "\"IP\":{\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"destination_port\":443}},"
        + "\"source\":{\"identity\":7,\"namespace\":\"a\",\"workloads\":[{\"name\":\"w\",\"kind\":\"Job\"}]},"
        + "\"destination\":{\"identity\":2},\"node_name\":\"c/aks-nodepool1-0\",\"is_reply\":false,"
        + (one(2)
            ? "\"aggregate\":{" + counts + "}"
            : "\"extensions\":{\"@type\":\"type.googleapis.com/x\"," + counts + "}")
        + "}}";
  }

  private String time() {
    return "2026-03-0"
        + (1 + random.nextInt(3))
        + "T1"
        + random.nextInt(10)
        + ":07:"
        + (10 + random.nextInt(50))
        + "."
        + random.nextInt(1_000_000_000)
        + "Z";
  }

  private String address() {
    return "10.244." + random.nextInt(3) + "." + random.nextInt(20);
  }

  private String layer4() {
    return switch (random.nextInt(4)) {
      case 0 ->
          "\"l4\":{\"UDP\":{\"source_port\":53,\"destination_port\":"
              + random.nextInt(65536)
              + "}}";
      case 1 ->
          "\"l4\":{\""
              + pick("ICMPv4", "ICMPv6")
              + "\":{\"type\":"
              + pick("8", "128", "129")
              + "}}";
      default ->
          "\"l4\":{\"TCP\":{\"source_port\":"
              + random.nextInt(65536)
              + ",\"destination_port\":"
              + pick("80", "443", "5432")
              + ",\"flags\":{"
              + pick(
                  "\"SYN\":true",
                  "\"ACK\":true",
                  "\"SYN\":true,\"ACK\":true",
                  "\"PSH\":true,\"ACK\":true",
                  "\"RST\":true",
                  "")
              + "}}}";
    };
  }

  private String layer7() {
    return "\"l7\":{\"type\":\""
        + pick("REQUEST", "RESPONSE")
        + "\",\"latency_ns\":\"123\",\"dns\":{"
        + "\"query\":\"api"
        + random.nextInt(3)
        + ".example.com.\",\"ips\":[\"203.0.113."
        + random.nextInt(5)
        + "\"],\"ttl\":4294967295,\"rrtypes\":[\"A\"]}},";
  }

  /** An end; one of some hundred. */
  String end() {
    int number = random.nextInt(40);
    if (number < 4) {
      return pick(
          "{}",
          "{\"identity\":2,\"labels\":[\"reserved:world\"]}",
          "{\"identity\":1,\"labels\":[\"reserved:host\",\"reserved:kube-apiserver\"]}",
          "{\"identity\":16777217,\"labels\":[\"cidr:1.2.3.4/32\",\"reserved:world\"]}");
    }
    return "{"
        + (one(2) ? "\"ID\":" + (100 + number) + "," : "")
        + "\"identity\":"
        + (2000 + number / 3)
        + ",\"cluster_name\":\""
        + (number % 9 == 0 ? "default" : "prod")
        + "\",\"namespace\":\"ns"
        + number / 8
        + "\",\"labels\":[\"k8s:app=w"
        + number / 3
        + "\",\"k8s:io.kubernetes.pod.namespace=ns"
        + number / 8
        + "\"],\"pod_name\":\"w"
        + number / 3
        + "-59d4c8f7b6-c"
        + number
        + "\""
        + (one(2)
            ? ",\"workloads\":[{\"name\":\"w" + number / 3 + "\",\"kind\":\"Deployment\"}]"
            : "")
        + "}";
  }
}
