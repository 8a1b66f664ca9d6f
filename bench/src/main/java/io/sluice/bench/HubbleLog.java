package io.sluice.bench;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * A Hubble log made up from a seed, one line as Cilium's exporter or ACNS writes it after another:
 * some thousand pods with labels, of which those on the reporting nodes have an id and a workload;
 * replies, drops, and addresses outside. The same form, size and seed give the same bytes.
 */
public final class HubbleLog {
  /** Who writes the lines. */
  public enum Form {
    /** Cilium's exporter, with the labels of nodes and namespaces. */
    EXPORTER,
    /** ACNS, single flows. */
    ACNS,
    /** ACNS, windows of 30 seconds. */
    ACNS_AGGREGATED
  }

  private static final int PODS = 4_000;
  private static final int REPLICAS = 5;
  private static final int NODES = 20;

  private final Random random;
  private final Form form;
  private long nanos = 1_772_445_600_000_000_000L;

  private HubbleLog(Form form, long seed) {
    this.form = form;
    random = new Random(seed);
  }

  /** So many lines. */
  public static byte[] of(Form form, int lines, long seed) {
    HubbleLog log = new HubbleLog(form, seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(form == Form.ACNS_AGGREGATED ? log.aggregated() : log.line()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The same bytes so many times. */
  public static InputStream repeated(byte[] log, int times) {
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int from = (int) (at % log.length);
        int count =
            (int) Math.min(Math.min(length, log.length - from), (long) times * log.length - at);
        if (count <= 0) {
          return length == 0 ? 0 : -1;
        }
        System.arraycopy(log, from, target, offset, count);
        at += count;
        return count;
      }
    };
  }

  private String line() {
    boolean world = random.nextInt(10) == 0;
    int client = pod();
    int server = pod();
    int node = client % NODES;
    boolean reply = random.nextInt(3) == 0;
    String there = world ? "203.0.113." + random.nextInt(250) : address(server);
    String far =
        world
            ? "{\"identity\":2,\"labels\":[\"reserved:world\"]}"
            : end(server, server % NODES == node);
    String near = end(client, true);
    String time = time();
    String name = "prod/aks-nodepool1-14159265-vmss0000" + String.format(Locale.ROOT, "%02d", node);
    int high = 32_768 + random.nextInt(28_000);
    int port = new int[] {80, 443, 5432, 8080, 9090}[server % 5];
    String flow =
        "{\"time\":\""
            + time
            + "\",\"uuid\":\""
            + new UUID(random.nextLong(), random.nextLong())
            + "\",\"verdict\":\""
            + (random.nextInt(50) == 0 ? "DROPPED" : "FORWARDED")
            + "\",\"ethernet\":{\"source\":\""
            + mac()
            + "\",\"destination\":\""
            + mac()
            + "\"},\"IP\":{\"source\":\""
            + (reply ? there : address(client))
            + "\",\"destination\":\""
            + (reply ? address(client) : there)
            + "\",\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"source_port\":"
            + (reply ? port : high)
            + ",\"destination_port\":"
            + (reply ? high : port)
            + ",\"flags\":{"
            + flags(reply)
            + "}}},\"source\":"
            + (reply ? far : near)
            + ",\"destination\":"
            + (reply ? near : far)
            + ",\"Type\":\"L3_L4\",\"node_name\":\""
            + name
            + "\","
            + nodeLabels(node)
            + (reply ? "\"reply\":true," : "")
            + "\"event_type\":{\"type\":4,\"sub_type\":3},\"traffic_direction\":\"EGRESS\","
            + "\"trace_observation_point\":\""
            + (reply ? "TO_ENDPOINT" : "TO_STACK")
            + "\",\"trace_reason\":\""
            + (reply ? "REPLY" : "NEW")
            + "\",\"is_reply\":"
            + reply
            + ",\"interface\":{\"index\":98,\"name\":\"lxc"
            + Integer.toHexString(random.nextInt() | 1 << 31)
            + "\"},\"Summary\":\"TCP Flags: "
            + (reply ? "SYN, ACK" : "SYN")
            + "\"}";
    return form == Form.ACNS
        ? "{\"flow\":" + flow + "}"
        : "{\"flow\":" + flow + ",\"node_name\":\"" + name + "\",\"time\":\"" + time + "\"}";
  }

  private String aggregated() {
    int client = pod();
    int server = pod();
    return "{\"flow\":{\"time\":\""
        + time()
        + "\",\"verdict\":\"FORWARDED\",\"IP\":{\"ipVersion\":\"IPv4\"},"
        + "\"l4\":{\"TCP\":{\"destination_port\":"
        + new int[] {80, 443, 5432, 8080, 9090}[server % 5]
        + "}},\"source\":"
        + workload(client)
        + ",\"destination\":"
        + workload(server)
        + ",\"node_name\":\"prod/aks-nodepool1-14159265-vmss0000"
        + String.format(Locale.ROOT, "%02d", client % NODES)
        + "\",\"is_reply\":false,\"aggregate\":{\"egress_flow_count\":"
        + (1 + random.nextInt(40))
        + (random.nextInt(3) == 0 ? ",\"ingress_flow_count\":" + (1 + random.nextInt(40)) : "")
        + "}}}";
  }

  /** Some pods have most of the traffic. */
  private int pod() {
    double part = random.nextDouble();
    return (int) (part * part * PODS);
  }

  private String nodeLabels(int node) {
    return form == Form.ACNS
        ? ""
        : "\"node_labels\":[\"agentpool=nodepool1\",\"beta.kubernetes.io/arch=amd64\",\"kubernetes.io/hostname=aks-nodepool1-"
            + node
            + "\",\"kubernetes.io/os=linux\",\"topology.kubernetes.io/zone=westeurope-"
            + node % 3
            + "\"],";
  }

  private String time() {
    nanos += random.nextInt(50_000_000);
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000).toString();
  }

  private static String flags(boolean reply) {
    return reply ? "\"SYN\":true,\"ACK\":true" : "\"SYN\":true";
  }

  private String mac() {
    return String.format(
        Locale.ROOT, "ce:38:1f:%02x:%02x:dd", random.nextInt(256), random.nextInt(256));
  }

  private static String address(int pod) {
    return "10.244." + (pod >> 7) + "." + (pod & 127);
  }

  private static String workload(int pod) {
    int workload = pod / REPLICAS;
    return "{\"identity\":"
        + (20_000 + workload)
        + ",\"cluster_name\":\"prod\",\"namespace\":\"team-"
        + workload / 20
        + "\",\"workloads\":[{\"name\":\"service-"
        + workload
        + "\",\"kind\":\"Deployment\"}]}";
  }

  private static String end(int pod, boolean here) {
    int workload = pod / REPLICAS;
    String namespace = "team-" + workload / 20;
    String suffix = Integer.toString(60_466_176 + pod * 104_729, 36).substring(0, 5);
    return "{"
        + (here ? "\"ID\":" + (100 + pod) + "," : "")
        + "\"identity\":"
        + (20_000 + workload)
        + ",\"cluster_name\":\"prod\",\"namespace\":\""
        + namespace
        + "\",\"labels\":["
        + "\"k8s:app.kubernetes.io/name=service-"
        + workload
        + "\",\"k8s:app.kubernetes.io/part-of="
        + namespace
        + "\",\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name="
        + namespace
        + "\",\"k8s:io.cilium.k8s.policy.cluster=prod\",\"k8s:io.cilium.k8s.policy.serviceaccount=default\","
        + "\"k8s:io.kubernetes.pod.namespace="
        + namespace
        + "\",\"k8s:tier=backend\"],\"pod_name\":\"service-"
        + workload
        + "-59d4c8f7b6-"
        + suffix
        + pod
        + "\""
        + (here
            ? ",\"workloads\":[{\"name\":\"service-" + workload + "\",\"kind\":\"Deployment\"}]"
            : "")
        + "}";
  }
}
