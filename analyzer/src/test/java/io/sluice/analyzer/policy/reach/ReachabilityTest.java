package io.sluice.analyzer.policy.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.compile.PortClass;
import io.sluice.analyzer.policy.evaluate.match.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a class is, what is shared, and what is counted. */
final class ReachabilityTest {
  private static final Surroundings NAMES_ONLY =
      new Surroundings() {
        @Override
        public Map<String, String> namespaceLabels(String cluster, String namespace) {
          return Map.of("kubernetes.io/metadata.name", namespace);
        }

        @Override
        public boolean knowsLabelsOfNamespace(String cluster, String namespace) {
          return true;
        }

        @Override
        public Optional<Node> findNode(String cluster, String name) {
          return Optional.empty();
        }

        @Override
        public List<Node> nodes(String cluster) {
          return List.of();
        }

        @Override
        public List<Pod> pods(String cluster) {
          return List.of();
        }
      };

  private static Reachability reachability(List<Pod> pods, NetworkPolicy... policies) {
    return Reachability.of(
        PolicySet.of(List.of(policies)), pods, NAMES_ONLY, EngineProfile.GENERIC);
  }

  private static Pod pod(int id, String namespace, Map<String, String> labels) {
    return pod(id, namespace, labels, "", false, List.of());
  }

  private static Pod pod(
      int id,
      String namespace,
      Map<String, String> labels,
      String node,
      boolean hostNetwork,
      List<ContainerPort> ports) {
    return new Pod(
        id,
        new Workload("", namespace, "Deployment", "w"),
        "p" + id,
        new TreeMap<>(labels),
        List.of(),
        node,
        hostNetwork,
        "",
        ports,
        0,
        Long.MAX_VALUE,
        Pod.Origin.OBJECT);
  }

  private static long pairs(Reachability reachability, int tcpPort) {
    return reachability.allowedPairs(reachability.classOf(Protocol.TCP, tcpPort));
  }

  @Test
  void withoutPoliciesEverybodyReachesEverybodyByOneRow() {
    List<Pod> pods = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pods.add(pod(i, "ns" + i % 10, Map.of("app", "a" + i)));
    }

    Reachability reachability = reachability(pods);

    assertThat(reachability.podClasses()).hasSize(10);
    assertThat(reachability.portClasses()).hasSize(Protocol.values().length);
    assertThat(pairs(reachability, 80)).isEqualTo(100 * 99);
    assertThat(reachability.distinctRows()).as("the empty row and this one").isEqualTo(2);
  }

  @Test
  void podsThatDifferOnlyInALabelThatNobodyAsksForAreOneClass() {
    List<Pod> pods =
        List.of(
            pod(0, "shop", Map.of("app", "cart", "pod-template-hash", "1")),
            pod(1, "shop", Map.of("app", "cart", "pod-template-hash", "2")),
            pod(2, "shop", Map.of("app", "web")));

    Reachability reachability =
        reachability(
            pods,
            PolicyTexts.policy(
                "shop",
                "cart",
                "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{podSelector:"
                    + " {matchLabels: {app: 'web'}}}], ports: [{port: 80}]}]}"));

    assertThat(reachability.classOf(pods.get(0))).isEqualTo(reachability.classOf(pods.get(1)));
    assertThat(reachability.podClasses()).hasSize(2);
    assertThat(pairs(reachability, 80)).as("both to web, web to both").isEqualTo(4);
    assertThat(pairs(reachability, 81)).as("both to web").isEqualTo(2);
  }

  @Test
  void aNameThatStandsForDifferentNumbersIsExactPerDestination() {
    Pod client = pod(0, "shop", Map.of("app", "web"));
    Pod old = listening(1, 8080);
    Pod current = listening(2, 9090);
    NetworkPolicy policy =
        PolicyTexts.policy(
            "shop",
            "api",
            "{podSelector: {matchLabels: {app: 'api'}}, ingress: [{ports: [{port: 'http'}]}]}");

    Reachability reachability = reachability(List.of(client, old, current), policy);

    assertThat(reachability.allows(client, old, Protocol.TCP, 8080)).isTrue();
    assertThat(reachability.allows(client, old, Protocol.TCP, 9090)).isFalse();
    assertThat(reachability.allows(client, current, Protocol.TCP, 8080)).isFalse();
    assertThat(reachability.allows(client, current, Protocol.TCP, 9090)).isTrue();
  }

  private static Pod listening(int id, int port) {
    return pod(
        id,
        "shop",
        Map.of("app", "api"),
        "",
        false,
        List.of(new ContainerPort("http", "TCP", port, false)));
  }

  @Test
  void aHostNetworkPodReachesTheIsolatedPodsOfItsOwnNodeOnly() {
    Pod agent = pod(0, "kube-system", Map.of(), "n1", true, List.of());
    Pod near = pod(1, "shop", Map.of(), "n1", false, List.of());
    Pod far = pod(2, "shop", Map.of(), "n2", false, List.of());

    Reachability reachability =
        reachability(
            List.of(agent, near, far), PolicyTexts.policy("shop", "closed", "{podSelector: {}}"));

    assertThat(reachability.allows(agent, near, Protocol.TCP, 80)).isTrue();
    assertThat(reachability.allows(agent, far, Protocol.TCP, 80)).isFalse();
    assertThat(reachability.allows(near, near, Protocol.TCP, 80)).as("itself").isTrue();
    assertThat(pairs(reachability, 80)).as("agent to near, both to agent").isEqualTo(3);
  }

  @Test
  void portsThatTheSameEntriesNameAreOneClass() {
    Reachability reachability =
        reachability(
            List.of(pod(0, "shop", Map.of())),
            PolicyTexts.policy(
                "shop", "p", "{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 90}]}]}"));

    PortClass inside = reachability.classOf(Protocol.TCP, 85);

    assertThat(inside).hasToString("TCP/80-90");
    assertThat(reachability.classOf(Protocol.TCP, 0)).hasToString("TCP/0-79,91-65535");
    assertThat(reachability.classOf(Protocol.UDP, 85)).hasToString("UDP/0-65535");
  }

  @Test
  void podsThatShareAnIdAreRefused() {
    List<Pod> pods = List.of(pod(4, "a", Map.of()), pod(4, "b", Map.of()));

    assertThatThrownBy(() -> reachability(pods))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("have id 4");
  }

  @Test
  void aPodThatIsNotAmongThePodsIsRefused() {
    Reachability reachability = reachability(List.of(pod(0, "a", Map.of())));
    Pod stranger = pod(1, "a", Map.of());

    assertThatThrownBy(() -> reachability.classOf(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a/p1 is not among the pods");
  }
}
