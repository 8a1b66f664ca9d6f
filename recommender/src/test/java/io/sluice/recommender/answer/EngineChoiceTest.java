package io.sluice.recommender.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineChoiceTest {
  private static final String NODE =
      """
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: %s, labels: {kubernetes.io/os: %s}}
      status: {nodeInfo: {operatingSystem: %2$s}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k8s-app: cilium|cilium",
        "k8s-app: azure-npm|npm",
        "k8s-app: calico-node|calico",
        "k8s-app: kube-router|kube-router",
        "app: antrea, component: antrea-agent|antrea"
      })
  void theEngineIsTheOneWhoseAgentsRun(String labels, String engine) throws IOException {
    EngineChoice choice = detect(agent("DaemonSet", labels));

    assertThat(choice.profile().name()).isEqualTo(engine);
    assertThat(choice.reason()).isEqualTo(engine + " (DaemonSet kube-system/agent)");
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void withoutAnyAgentPoliciesMayHaveNoEffect() throws IOException {
    EngineChoice choice = detect(agent("Deployment", "k8s-app: cilium"));

    assertThat(choice.profile()).isEqualTo(EngineProfile.GENERIC);
    assertThat(choice.warnings().toString()).contains("policies may have no effect");
  }

  @Test
  void windowsNodesOfAnNpmClusterAreReadByItsWindowsVariant() throws IOException {
    String npm = agent("DaemonSet", "k8s-app: azure-npm");

    EngineChoice mixed =
        detect(npm + NODE.formatted("lin", "linux") + NODE.formatted("win", "windows"));
    EngineChoice windows = detect(npm + NODE.formatted("win", "windows"));

    assertThat(mixed.profile()).isEqualTo(EngineProfile.NPM);
    assertThat(mixed.warnings()).singleElement().asString().contains("(win)", "npm-windows");
    assertThat(windows.profile()).isEqualTo(EngineProfile.NPM_WINDOWS);
    assertThat(windows.warnings()).isEmpty();
  }

  /** "Limits: 250 nodes, 20k pods", of NPM. */
  @ParameterizedTest
  @CsvSource({
    "auto, 250, 0",
    "auto, 251, 1",
    "npm, 251, 1",
    "npm-windows, 251, 1",
    "calico, 251, 0"
  })
  void aClusterThatIsLargerThanTheEngineIsMadeForIsNamed(String word, int nodes, int warnings)
      throws IOException {
    StringBuilder yaml = new StringBuilder(agent("DaemonSet", "k8s-app: azure-npm"));
    for (int i = 0; i < nodes; i++) {
      yaml.append(NODE.formatted("n" + i, "linux"));
    }

    EngineChoice choice =
        EngineChoice.of(word, Inventory.of(read(yaml.toString())), Optional.empty()).orElseThrow();

    assertThat(choice.warnings())
        .hasSize(warnings)
        .allMatch(w -> w.contains("made for at most 250 nodes, and the cluster has 251"));
  }

  @Test
  void soIsOneWithTooManyPods() throws IOException {
    String many =
        """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: d%d, namespace: shop}
        spec: {replicas: 1000, selector: {matchLabels: {app: d}}, template: {metadata: {labels: {app: d}}, spec: {containers: []}}}
        """;
    StringBuilder yaml = new StringBuilder(agent("DaemonSet", "k8s-app: azure-npm"));
    for (int i = 0; i < 20; i++) {
      yaml.append(many.formatted(i));
    }

    EngineChoice choice =
        EngineChoice.of("auto", Inventory.of(read(yaml.toString())), Optional.empty())
            .orElseThrow();

    assertThat(choice.warnings())
        .singleElement()
        .asString()
        .contains("made for at most 20,000 pods, and the cluster has 20,001");
  }

  @Test
  void whereAnEngineDoesNotRunOnWindowsThatIsSaid() throws IOException {
    String nodes = NODE.formatted("lin", "linux") + NODE.formatted("win", "windows");

    EngineChoice cilium = detect(agent("DaemonSet", "k8s-app: cilium") + nodes);
    EngineChoice calico = detect(agent("DaemonSet", "k8s-app: calico-node") + nodes);

    assertThat(cilium.warnings()).singleElement().asString().contains("(win)", "no effect");
    assertThat(calico.warnings()).isEmpty();
  }

  @Test
  void severalEnginesAreNamed() throws IOException {
    EngineChoice choice =
        detect(
            agent("DaemonSet", "k8s-app: azure-npm").replace("agent", "npm")
                + agent("DaemonSet", "k8s-app: cilium"));

    assertThat(choice.profile()).isEqualTo(EngineProfile.CILIUM);
    assertThat(choice.warnings().toString()).contains("(cilium, npm)").contains("--engine");
  }

  @ParameterizedTest
  @CsvSource({
    "mcr.microsoft.com/containernetworking/cilium/cilium:v1.16.5-250108, false, version 1.16",
    "mcr.microsoft.com/oss/cilium/cilium:1.14, false, version 1.14",
    "quay.io/cilium/cilium:v1.17.0, true, ''",
    "quay.io/cilium/cilium:v1.9.1@sha256:00, false, version 1.9",
    "quay.io/cilium/cilium:latest, true, taken for 1.17 or later",
    "quay.io/cilium/operator-generic:v1.9.0, true, taken for 1.17 or later",
  })
  void endPortIsKnownFromCilium117OnByTheTagOfItsAgents(String image, boolean ranges, String reason)
      throws IOException {
    String agents =
        agent("DaemonSet", "k8s-app: cilium").replace("name: c}", "image: '" + image + "'}");

    EngineChoice choice = choose(agents);

    assertThat(choice.profile().name()).isEqualTo("cilium");
    assertThat(choice.profile().ports().ranges()).isEqualTo(ranges);
    assertThat(choice.reason()).startsWith("cilium (DaemonSet kube-system/agent)").contains(reason);
  }

  @Test
  void theOldestOfSeveralAgentsCounts() throws IOException {
    String agent = agent("DaemonSet", "k8s-app: cilium");
    String mixed =
        agent.replace("name: c}", "image: 'cilium:v1.18.1'}")
            + agent.replace("name: c}", "image: 'cilium:v1.16.1'}").replace("agent-x", "agent-y");

    assertThat(choose(mixed).profile()).isEqualTo(EngineProfile.CILIUM_BEFORE_1_17);
  }

  private static String agent(String kind, String labels) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: agent-x
      namespace: kube-system
      labels: {%2$s}
      ownerReferences: [{apiVersion: apps/v1, kind: %1$s, name: agent, controller: true}]
    spec: {hostNetwork: true, containers: [{name: c}]}
    status: {phase: Running}
    """
        .formatted(kind, labels);
  }

  private EngineChoice detect(String yaml) throws IOException {
    return EngineChoice.detect(Inventory.of(read(yaml)));
  }

  private EngineChoice choose(String yaml) throws IOException {
    return detect(yaml).withCilium(CiliumVersion.among(read(yaml)));
  }

  private List<ClusterObject> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
    return ClusterReader.read("", file, OptionalLong.empty()).objects();
  }
}
