package io.sluice.recommender.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "LB/NodePort, eTP=Cluster, ingress: not enforced" on Azure NPM. */
final class EntrancesTest {
  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: fe, namespace: shop, labels: {app: fe}}
      spec: {nodeName: n, containers: [{name: c, ports: [{containerPort: 8080}]}]}
      status: {phase: Running, podIP: 10.244.0.9, startTime: 2026-11-01T00:00:00Z}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: fe, namespace: shop}
      spec:
        type: LoadBalancer
        externalTrafficPolicy: POLICY
        selector: {app: fe}
        ports: [{port: 80, targetPort: 8080, protocol: TCP}]
      """;

  @TempDir Path folder;

  @Test
  void whatEntersThroughALoadBalancerIsNotFilteredByNpmButByOthers() throws IOException {
    assertThat(entry("Cluster", EngineProfile.NPM, 8080)).isEqualTo(Entry.LOAD_BALANCER);
    assertThat(entry("Cluster", EngineProfile.CILIUM, 8080)).isEqualTo(Entry.DIRECT);
    assertThat(entry("Cluster", EngineProfile.GENERIC, 8080)).isEqualTo(Entry.DIRECT);
  }

  @Test
  void anotherPortAndAServiceThatKeepsTheClientAreOrdinaryTraffic() throws IOException {
    assertThat(entry("Cluster", EngineProfile.NPM, 9090)).isEqualTo(Entry.DIRECT);
    assertThat(entry("Local", EngineProfile.NPM, 8080)).isEqualTo(Entry.DIRECT);
  }

  private Entry entry(String trafficPolicy, EngineProfile engine, int port) throws IOException {
    Path file =
        Files.writeString(folder.resolve("cluster.yaml"), CLUSTER.replace("POLICY", trafficPolicy));
    Inventory inventory =
        Inventory.of(ClusterReader.read("", file, OptionalLong.empty()).objects());
    Pod pod = inventory.pods().get(0);
    Connection asked =
        new Connection(
            new Subject.OfAddress(IpAddress.parse("20.1.1.1").orElseThrow()),
            new Subject.OfPod(pod),
            6,
            port);
    return new Entrances(inventory).met(asked, engine).entry();
  }
}
