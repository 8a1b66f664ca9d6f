package io.sluice.ingest.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random Hubble lines in which anything may be otherwise than exporters write it. */
final class RandomOddLine extends OddObjects {
  private static final List<String> NAMES =
      List.of("prod/aks-nodepool1-0", "aks-nodepool1-1", "kind-kind/kind-worker", "default/n", "");
  private static final List<String> ADDRESSES =
      List.of(
          "10.244.1.13",
          "10.244.2.17",
          "203.0.113.9",
          "fd00::1",
          "::ffff:10.1.2.3",
          "FD00:0::1",
          "10.0.0.1/32",
          "fe80::1%eth0",
          "-",
          "",
          "10.0.0.256",
          "010.0.0.1",
          "host",
          "::");
  private static final List<String> TIMES =
      List.of(
          "2026-03-02T10:00:01.123456789Z",
          "2026-03-02T23:59:60Z",
          "2026-03-03T00:00:00.5Z",
          "2026-02-29T00:00:00Z",
          "2024-02-29T00:00:00.000001Z",
          "1970-01-01T00:00:00Z",
          "2026-03-02T10:00:01",
          "2026-03-02 10:00:01Z",
          "2026-03-02T10:00:01.Z",
          "2026-03-02T10:00:01+02:00",
          "2026-03-02T24:00:00Z",
          "1767225600",
          "1767225600000",
          "2026-3-2T1:0:1Z",
          "2026-03-02T10:00:01.1234567890Z",
          "20260-3-02T10:00:01Z",
          "soon");

  private static final List<String> WRAPPERS =
      List.of(
          "records",
          "flows",
          "items",
          "value",
          "data",
          "event",
          "result",
          "log",
          "message",
          "body",
          "jsonPayload",
          "_raw",
          "flow");

  private final RandomExporterLine usual;

  RandomOddLine(Random random) {
    super(random);
    usual = new RandomExporterLine(random);
  }

  /** A line of which so many in hundred fields are odd. */
  String line(int percent) {
    List<String> outer = new ArrayList<>();
    boolean bare = one(6);
    List<String> flow = flowFields(percent);
    if (bare) {
      outer.addAll(flow);
    } else {
      outer.add(field("flow", object(flow, percent), percent));
    }
    maybe(outer, 2, () -> field("node_name", quoted(pick(NAMES)), percent));
    maybe(outer, 2, () -> field("time", quoted(pick(TIMES)), percent));
    maybe(outer, 5, () -> unknown(percent));
    maybe(outer, 10, () -> field(pick(WRAPPERS), wrapped(), percent));
    return object(outer, percent);
  }

  /** A value in which further records may stand. */
  private String wrapped() {
    return switch (random.nextInt(4)) {
      case 0 -> "[" + usual.line() + (one(2) ? "," + usual.line() : "") + "]";
      case 1 -> usual.line();
      case 2 -> quoted(usual.line().replace("\\", "\\\\").replace("\"", "\\\""));
      default -> pick("[]", "{}", "[[{}]]");
    };
  }

  private List<String> flowFields(int percent) {
    List<String> fields = new ArrayList<>();
    maybe(
        fields,
        1,
        () ->
            field(
                "verdict",
                quoted(
                    pick(
                        "FORWARDED",
                        "DROPPED",
                        "AUDIT",
                        "ERROR",
                        "TRACED",
                        "DENIED",
                        "forwarded",
                        "VERDICT_UNKNOWN",
                        "DNS",
                        "RETRANSMISSION")),
                percent));
    maybe(fields, 1, () -> field("time", quoted(pick(TIMES)), percent));
    maybe(fields, 1, () -> field("IP", object(addressFields(percent), percent), percent));
    maybe(fields, 1, () -> field("l4", oddLayer4(percent), percent));
    maybe(fields, 1, () -> field("source", oddEnd(percent), percent));
    maybe(fields, 1, () -> field("destination", oddEnd(percent), percent));
    maybe(
        fields, 2, () -> field(pick("Type", "type"), quoted(pick("L7", "L3_L4", "SOCK")), percent));
    maybe(fields, 2, () -> field("node_name", quoted(pick(NAMES)), percent));
    maybe(fields, 3, () -> field("reply", pick("true", "false"), percent));
    maybe(fields, 2, () -> field("is_reply", pick("true", "false", "null"), percent));
    maybe(
        fields,
        2,
        () ->
            field(
                "traffic_direction",
                quoted(pick("EGRESS", "INGRESS", "TRAFFIC_DIRECTION_UNKNOWN")),
                percent));
    maybe(
        fields,
        2,
        () ->
            field(
                "trace_reason",
                quoted(pick("NEW", "ESTABLISHED", "REPLY", "RELATED", "TRACE_REASON_UNKNOWN")),
                percent));
    maybe(
        fields,
        3,
        () ->
            field(
                "drop_reason_desc",
                quoted(
                    pick(
                        "POLICY_DENIED",
                        "POLICY_DENY",
                        "AUTH_REQUIRED",
                        "DROP_REASON_UNKNOWN",
                        "CT_X")),
                percent));
    maybe(fields, 4, () -> field("drop_reason", pick("133", "181", "0", "140"), percent));
    maybe(
        fields,
        5,
        () ->
            field(
                "l7",
                object(
                    List.of(
                        field("type", quoted(pick("REQUEST", "RESPONSE", "SAMPLE")), percent),
                        field(
                            "dns",
                            "{"
                                + field("query", quoted("q.example.com."), percent)
                                + ","
                                + field(
                                    "ips",
                                    "[" + quoted(pick(ADDRESSES)) + ",\"203.0.113.9\"]",
                                    percent)
                                + "}",
                            percent)),
                    percent),
                percent));
    maybe(
        fields,
        5,
        () ->
            field(
                "source_names",
                "[\"n.example.com\"," + odd(percent, "\"m.example\"") + "]",
                percent));
    maybe(fields, 5, () -> field("destination_names", "[]", percent));
    maybe(fields, 5, () -> field("aggregate", object(counterFields(percent), percent), percent));
    maybe(fields, 5, () -> field("extensions", extensions(percent), percent));
    maybe(fields, 2, () -> unknown(percent));
    maybe(fields, 20, () -> field(pick("source", "destination"), oddEnd(percent), percent));
    if (one(12)) {
      fields.add(fields.get(random.nextInt(fields.size())));
    }
    return fields;
  }

  private List<String> addressFields(int percent) {
    List<String> fields = new ArrayList<>();
    maybe(fields, 1, () -> field("source", quoted(pick(ADDRESSES)), percent));
    maybe(fields, 1, () -> field("destination", quoted(pick(ADDRESSES)), percent));
    maybe(
        fields, 2, () -> field("ipVersion", quoted(pick("IPv4", "IPv6", "IP_NOT_USED")), percent));
    maybe(fields, 4, () -> field("encrypted", "true", percent));
    return fields;
  }

  private String oddLayer4(int percent) {
    List<String> header = new ArrayList<>();
    maybe(
        header,
        1,
        () -> field("source_port", pick("1", "0", "65535", "65536", "-4", "\"80\""), percent));
    maybe(header, 1, () -> field("destination_port", pick("443", "\"443\"", "8080"), percent));
    maybe(
        header,
        2,
        () ->
            field(
                "flags",
                object(
                    List.of(
                        field(pick("SYN", "syn", "FIN"), "true", percent),
                        field(pick("ACK", "RST", "SYN"), pick("true", "false"), percent)),
                    percent),
                percent));
    maybe(header, 4, () -> field("type", pick("8", "0", "128", "129"), percent));
    String inner =
        field(
            pick("TCP", "UDP", "SCTP", "ICMPv4", "ICMPv6", "VRRP", "tcp", "IGMP", "GRE"),
            object(header, percent),
            percent);
    return one(10) ? "{\"protocol\":{" + inner + "}}" : "{" + inner + "}";
  }

  private String oddEnd(int percent) {
    if (random.nextInt(100) >= percent) {
      return usual.end();
    }
    List<String> fields = new ArrayList<>();
    maybe(fields, 2, () -> field("identity", pick("2", "\"6\"", "1234567"), percent));
    maybe(fields, 2, () -> field("namespace", quoted(pick("a", "b", "ä")), percent));
    maybe(fields, 2, () -> field("pod_name", quoted(pick("p-0", "p\\u002d1")), percent));
    maybe(fields, 2, () -> field("cluster_name", quoted("c"), percent));
    maybe(
        fields,
        2,
        () ->
            field("labels", "[\"k8s:app=x\"," + odd(percent, "\"reserved:host\"") + "]", percent));
    maybe(fields, 3, () -> field("workloads", "[{\"kind\":\"Job\",\"name\":\"j\"}]", percent));
    maybe(fields, 3, () -> unknown(percent));
    return object(fields, percent);
  }

  private List<String> counterFields(int percent) {
    List<String> fields = new ArrayList<>();
    maybe(fields, 2, () -> field("ingress_flow_count", pick("3", "\"4\"", "0"), percent));
    maybe(fields, 2, () -> field("egress_flow_count", pick("7", "\"4\"", "0"), percent));
    maybe(fields, 3, () -> field("unknown_direction_flow_count", pick("1", "0"), percent));
    return fields;
  }

  private String extensions(int percent) {
    List<String> fields = new ArrayList<>(counterFields(percent));
    maybe(
        fields,
        2,
        () ->
            field(
                "@type",
                quoted(
                    pick(
                        "type.googleapis.com/utils.RetinaMetadata",
                        "type.googleapis.com/google.protobuf.Struct",
                        "x")),
                percent));
    maybe(fields, 3, () -> field("bytes", pick("100", "\"5\"", "-3"), percent));
    maybe(
        fields,
        3,
        () ->
            field(
                "drop_reason",
                pick("\"IPTABLE_RULE_DROP\"", "\"UNKNOWN_DROP\"", "0", "2"),
                percent));
    maybe(fields, 3, () -> field(pick("tcp_id", "dns_type", "numResponses"), "\"1\"", percent));
    maybe(
        fields,
        4,
        () -> field(pick("previously_observed_packets", "source_zone", "zone"), "1", percent));
    maybe(fields, 4, () -> field("value", "{\"bytes\":" + pick("1", "null") + "}", percent));
    return object(fields, percent);
  }
}
