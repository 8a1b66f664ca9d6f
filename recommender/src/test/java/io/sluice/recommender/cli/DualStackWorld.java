package io.sluice.recommender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster of both address families with {@code shop/web} and {@code shop/db} on two nodes, a
 * policy that lets {@code shop/db} be called by every IPv4 address and by nobody over IPv6, and
 * logs of the one calling the other.
 */
final class DualStackWorld {
  static final String V4 = "10.244.0.1 10.244.1.2 IPv4";
  static final String V6 = "fd00:10:244::1 fd00:10:244:1::2 IPv6";

  static final String POLICY =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: shop},
       spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress],
              ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 5432}]}]}}
      """;

  final Path folder;
  final Path cluster;
  final Path policies;

  DualStackWorld(Path folder) {
    this.folder = folder;
    this.cluster = folder.resolve("cluster.yaml");
    PolicyWorld.write(
        cluster,
        String.join(
            "---\n",
            node("n1", "10.224.0.4", "fd00:10:224::4"),
            node("n2", "10.224.0.5", "fd00:10:224::5"),
            pod("web", "n1", "10.244.0.1", "fd00:10:244::1"),
            pod("db", "n2", "10.244.1.2", "fd00:10:244:1::2")));
    this.policies = policies("policies.yaml", POLICY);
  }

  private static String node(String name, String v4, String v6) {
    return """
        {apiVersion: v1, kind: Node, metadata: {name: %s},
         status: {addresses: [{type: InternalIP, address: %s}, {type: InternalIP, address: "%s"}]}}
        """
        .formatted(name, v4, v6);
  }

  private static String pod(String name, String node, String v4, String v6) {
    return """
        {apiVersion: v1, kind: Pod,
         metadata: {name: %1$s-0, namespace: shop, labels: {app: %1$s},
           ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: %1$s, controller: true}]},
         spec: {nodeName: %2$s, containers: [{name: c, ports: [{containerPort: 5432}]}]},
         status: {phase: Running, startTime: "2026-08-01T00:00:00Z",
           podIP: %3$s, podIPs: [{ip: %3$s}, {ip: "%4$s"}]}}
        """
        .formatted(name, node, v4, v6);
  }

  Path policies(String name, String... texts) {
    Path file = folder.resolve(name);
    PolicyWorld.write(file, String.join("---\n", texts));
    return file;
  }

  /** Lines of Hubble at the server; each end in one word, or "" where an address is left out. */
  Path hubble(String name, String... records) {
    List<String> lines = new ArrayList<>();
    for (String record : records) {
      String[] ip = record.split(" ", -1);
      String addresses =
          ip[0].isEmpty()
              ? ""
              : "\"source\":\"%s\",\"destination\":\"%s\",".formatted(ip[0], ip[1]);
      String version = ip[2].isEmpty() ? "" : "\"ipVersion\":\"%s\"".formatted(ip[2]);
      lines.add(hubbleLine(addresses + version));
    }
    return log(name, lines);
  }

  private static String hubbleLine(String ip) {
    return ("{\"flow\":{\"time\":\"2026-08-13T20:00:00Z\",\"verdict\":\"FORWARDED\",\"IP\":{%s},"
            + "\"l4\":{\"TCP\":{\"source_port\":41234,\"destination_port\":5432,"
            + "\"flags\":{\"PSH\":true,\"ACK\":true}}},"
            + "\"source\":{\"namespace\":\"shop\",\"pod_name\":\"web-0\"},"
            + "\"destination\":{\"namespace\":\"shop\",\"pod_name\":\"db-0\"},\"Type\":\"L3_L4\","
            + "\"node_name\":\"n2\",\"is_reply\":false,\"traffic_direction\":\"INGRESS\"},"
            + "\"node_name\":\"n2\",\"time\":\"2026-08-13T20:00:00Z\"}")
        .formatted(ip.replaceAll(",$", ""));
  }

  Path vnet(String name, String... records) {
    List<String> tuples = new ArrayList<>();
    for (String record : records) {
      String[] ip = record.split(" ", -1);
      tuples.add("\"1786651200000,%s,%s,59350,5432,6,I,B,NX,1,100,1,100\"".formatted(ip[0], ip[1]));
    }
    return log(
        name,
        List.of(
            "{\"records\":[{\"time\":\"2026-08-13T20:00:00Z\",\"flowLogVersion\":4,"
                + "\"macAddress\":\"002248000001\",\"category\":\"FlowLogFlowEvent\","
                + "\"targetResourceID\":\"/subscriptions/s/v\",\"flowRecords\":{\"flows\":[{"
                + "\"aclID\":\"a\",\"flowGroups\":[{\"rule\":\"r\",\"flowTuples\":["
                + String.join(",", tuples)
                + "]}]}]}}]}"));
  }

  private Path log(String name, List<String> lines) {
    Path file = folder.resolve(name);
    PolicyWorld.write(file, String.join("\n", lines) + "\n");
    return file;
  }

  CommandRun run(String command, List<Path> logs, Object... options) {
    List<Object> words = new ArrayList<>(List.of(command));
    words.addAll(logs);
    words.addAll(List.of("--cluster", cluster));
    words.addAll(List.of("--snapshot-time", "2026-08-13T21:00:00Z"));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }
}
