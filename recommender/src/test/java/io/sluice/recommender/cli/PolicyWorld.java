package io.sluice.recommender.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A world of manifests, each on a line of its own: {@code shop/web} in two replicas and {@code
 * shop/cart} with the Service of that name, which turns 80 into 7070; and whatever policies a test
 * adds.
 */
final class PolicyWorld {
  static final String WEB_MAY_CALL_CART =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: cart, namespace: shop},
       spec: {podSelector: {matchLabels: {app: cart}}, policyTypes: [Ingress],
              ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 7070}]}]}}
      """;

  private static final String PODS =
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop},
       spec: {replicas: 2, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop},
       spec: {replicas: 2, template: {metadata: {labels: {app: cart}},
              spec: {containers: [{name: c, ports: [{containerPort: 7070}]}]}}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: agent, namespace: shop, labels: {app: agent}},
       spec: {hostNetwork: true, containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop},
       spec: {selector: {app: cart}, clusterIP: 10.0.0.80, ports: [{port: 80, targetPort: 7070}]}}
      """;

  final Path folder;

  PolicyWorld(Path folder, String... policies) {
    this.folder = folder;
    write(folder.resolve("pods.yaml"), PODS);
    write(folder.resolve("policies.yaml"), String.join("---\n", policies));
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
