package io.sluice.analyzer.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.UnusableInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reader and the inventory on what a real AKS cluster printed. */
class SharedSnapshotTest {
  private Path folder = Path.of("");

  @BeforeEach
  void findSamples() {
    folder = Path.of(System.getProperty("sluice.shared", "absent"), "samples", "k8s-snapshot");
    assumeTrue(Files.isDirectory(folder), "the sample snapshots are not on this machine");
  }

  @Test
  void aTypedPodListOfAksIsReadWithKindsAndTimes() {
    ClusterReader.Result read = read("docker-provider_pods1.json");
    Inventory inventory = Inventory.of(read.objects());

    assertThat(read.objects()).hasSize(10).allMatch(o -> o.kind().equals("Pod"));
    assertThat(inventory.workloads())
        .extracting(w -> w.kind() + " " + w.title())
        .contains(
            "Deployment kube-system/coredns",
            "DaemonSet kube-system/ama-logs",
            "Deployment kube-system/ama-logs-rs");
    assertThat(inventory.nodes()).hasSize(1);
    assertThat(inventory.livePods().getCardinality()).isEqualTo(10);
  }

  @Test
  void hostNetworkPodsOfAksAreTheirNode() {
    Inventory inventory = Inventory.of(read("docker-provider_pods1.json").objects());
    long time = inventory.takenAtMillis();

    assertThat(inventory.holder("", ip("10.224.0.6"), time)).isInstanceOf(Holder.OfNode.class);
    assertThat(inventory.holder("", ip("10.244.1.4"), time))
        .isInstanceOfSatisfying(
            Holder.OfPod.class,
            of -> assertThat(of.pod().workload().title()).isEqualTo("kube-system/coredns"));
  }

  @Test
  void twoListsOfOneMomentAreTheSamePods() {
    Inventory inventory =
        Inventory.of(
            java.util.stream.Stream.of("docker-provider_pods1.json", "docker-provider_pods2.json")
                .flatMap(file -> read(file).objects().stream())
                .toList());

    assertThat(inventory.pods()).hasSize(10);
    assertThat(inventory.takenAtMillis())
        .isGreaterThan(Instant.parse("2023-08-03T16:07:46Z").toEpochMilli());
  }

  @Test
  void theWholeFolderIsReadAndTheFileThatIsNoSnapshotIsNamed() {
    ClusterReader.Result read = ClusterReader.read("", folder, OptionalLong.empty());

    assertThat(read.objects()).hasSize(20);
    assertThat(read.warnings())
        .anyMatch(w -> w.contains("getDeploymentsOutput.json:2: not a Kubernetes object"));
  }

  @Test
  void aNamedFileThatIsNoSnapshotIsUnusable() {
    assertThatThrownBy(() -> read("netpol-api_getDeploymentsOutput.json"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("getDeploymentsOutput.json:2: not a Kubernetes object");
  }

  private ClusterReader.Result read(String file) {
    return ClusterReader.read("", folder.resolve(file), OptionalLong.empty());
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
