package io.sluice.recommender.cli;

import java.nio.file.Path;

/**
 * A cluster in which {@code shop/db} admits {@code shop/web} only, and {@code shop/job} tries it in
 * vain; what a log wrote of it is each test's own.
 */
final class PolicyVerdictWorld {
  private final Path folder;
  final Path cluster;

  PolicyVerdictWorld(Path folder) {
    this.folder = folder;
    this.cluster = folder.resolve("cluster.yaml");
    PolicyWorld.write(
        cluster,
        String.join(
            "---\n",
            """
            {apiVersion: v1, kind: Node, metadata: {name: n1},
             status: {addresses: [{type: InternalIP, address: 10.224.0.4}]}}
            """,
            pod("web", "6d8f7c9b5d", "x2x4z", "10.4.1.7"),
            pod("job", "7c9d8f6b54", "p7zrq", "10.4.1.8"),
            pod("db", "5b8d7f6c49", "q2xvz", "10.4.1.9"),
            """
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,
             metadata: {name: db, namespace: shop},
             spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress],
                    ingress: [{from: [{podSelector: {matchLabels: {app: web}}}],
                               ports: [{port: 5432}]}]}}
            """));
  }

  private static String pod(String name, String hash, String ending, String address) {
    return """
        {apiVersion: apps/v1, kind: ReplicaSet,
         metadata: {name: %1$s-%2$s, namespace: shop,
           ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: %1$s, controller: true}]},
         spec: {selector: {matchLabels: {app: %1$s, pod-template-hash: %2$s}}}}
        ---
        {apiVersion: v1, kind: Pod,
         metadata: {name: %1$s-%2$s-%3$s, namespace: shop,
           labels: {app: %1$s, pod-template-hash: %2$s},
           ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %1$s-%2$s,
             controller: true}]},
         spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort: 5432}]}]},
         status: {phase: Running, startTime: "2026-08-01T00:00:00Z", podIP: %4$s,
           podIPs: [{ip: %4$s}]}}
        """
        .formatted(name, hash, ending, address);
  }

  /** What a command says of a log, as JSON. */
  CommandRun run(String command, String log, Object... options) {
    Path file = folder.resolve("test.log");
    PolicyWorld.write(file, log);
    Object[] words = new Object[options.length + 6];
    Object[] first = {command, file, "--cluster", cluster, "-o", "json"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(options, 0, words, first.length, options.length);
    return CommandRun.of(words);
  }
}
