package io.sluice.ingest.decode;

import java.time.Instant;

/** Hubble lines for tests, put together from fields. */
final class HubbleLines {
  static final String TIME = "2026-03-02T10:00:01.123456789Z";
  static final long MILLIS = Instant.parse("2026-03-02T10:00:01.123Z").toEpochMilli();
  static final String IP =
      "\"IP\":{\"source\":\"10.244.1.13\",\"destination\":\"10.244.2.17\",\"ipVersion\":\"IPv4\"}";
  static final String WEB =
      "\"source\":{\"ID\":15,\"identity\":39459,\"cluster_name\":\"prod\",\"namespace\":\"shop\","
          + "\"labels\":[\"k8s:tier=front\",\"k8s:app=web\","
          + "\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=shop\","
          + "\"k8s:io.cilium.k8s.policy.cluster=prod\","
          + "\"k8s:io.kubernetes.pod.namespace=shop\"],\"pod_name\":\"web-0\","
          + "\"workloads\":[{\"name\":\"web\",\"kind\":\"StatefulSet\"},"
          + "{\"name\":\"other\",\"kind\":\"Deployment\"}]}";
  static final String DB =
      "\"destination\":{\"identity\":17221,\"cluster_name\":\"prod\",\"namespace\":\"data\","
          + "\"labels\":[\"k8s:app=db\"],\"pod_name\":\"db-7\"}";

  static String tcp(String flags) {
    return "\"l4\":{\"TCP\":{\"source_port\":41234,\"destination_port\":5432,\"flags\":{"
        + flags
        + "}}}";
  }

  static final String SYN = tcp("\"SYN\":true");
  static final String SYN_ACK = tcp("\"SYN\":true,\"ACK\":true");
  static final String ACK = tcp("\"ACK\":true");

  private HubbleLines() {}

  /** A flow with the given further fields. */
  static String flow(String... fields) {
    return "{\"flow\":" + bare(fields) + "}";
  }

  static String bare(String... fields) {
    return "{\"time\":\""
        + TIME
        + "\","
        + IP
        + ","
        + WEB
        + ","
        + DB
        + ","
        + String.join(",", fields)
        + "}";
  }

  static final String FORWARDED = "\"verdict\":\"FORWARDED\"";
  static final String DROPPED = "\"verdict\":\"DROPPED\"";
  static final String REPLY = "\"is_reply\":true";
  static final String NO_REPLY = "\"is_reply\":false";
}
