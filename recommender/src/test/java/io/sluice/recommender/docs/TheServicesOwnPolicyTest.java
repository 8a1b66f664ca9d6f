package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.Sluice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The NetworkPolicy in {@code config/kubernetes}, under the program's own evaluator. */
final class TheServicesOwnPolicyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"generic", "cilium", "calico", "npm"})
  void itsPolicyAdmitsWhatItNeedsAndNothingElse(String engine) throws Exception {
    Path cluster = Files.createDirectories(folder.resolve("cluster"));
    Files.copy(
        Page.root().resolve("config/kubernetes/sluice.yaml"), cluster.resolve("sluice.yaml"));
    StringBuilder others = new StringBuilder();
    for (String title : List.of("monitoring/prometheus", "kube-system/coredns", "kafka/kafka")) {
      others.append(neighbour(title));
    }
    others.append(neighbour("shop/prometheus"));
    Files.writeString(cluster.resolve("others.yaml"), others);
    Path expectations = folder.resolve("expectations.jsonl");
    String us = "sluice/sluice[StatefulSet]";
    Files.writeString(
        expectations,
        String.join(
            "\n",
            expected("monitoring/prometheus", us, "TCP", 8080, "allow"),
            expected("monitoring/prometheus", us, "TCP", 8081, "deny"),
            expected("shop/prometheus", us, "TCP", 8080, "deny"),
            expected("203.0.113.9", us, "TCP", 8080, "deny"),
            expected(us, "kube-system/coredns", "UDP", 53, "allow"),
            expected(us, "kube-system/coredns", "TCP", 53, "allow"),
            expected(us, "shop/prometheus", "UDP", 53, "deny"),
            expected(us, "kafka/kafka", "TCP", 9092, "allow"),
            expected(us, "203.0.113.9", "TCP", 9093, "allow"),
            expected(us, "203.0.113.9", "TCP", 443, "allow"),
            expected(us, "203.0.113.9", "TCP", 80, "deny"),
            expected(us, "kafka/kafka", "TCP", 8080, "deny")));

    Sluice.Run run =
        Sluice.run("test", expectations, "--cluster", cluster, "--engine", engine, "--strict");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("12");
  }

  private static String expected(String src, String dst, String proto, int port, String what) {
    return "{\"src\":\"%s\",\"dst\":\"%s\",\"proto\":\"%s\",\"port\":%d,\"expected\":\"%s\"}"
        .formatted(src, dst, proto, port, what);
  }

  private static String neighbour(String title) {
    String namespace = title.substring(0, title.indexOf('/'));
    String name = title.substring(title.indexOf('/') + 1);
    return """
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: %1$s, labels: {kubernetes.io/metadata.name: %1$s}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %2$s, namespace: %1$s}
        spec:
          selector: {matchLabels: {app.kubernetes.io/name: %2$s}}
          template:
            metadata: {labels: {app.kubernetes.io/name: %2$s}}
            spec: {containers: [{name: main, image: none}]}
        """
        .formatted(namespace, name);
  }
}
