package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.connection;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.hostNetwork;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.listening;
import static io.sluice.analyzer.policy.evaluate.PolicyFixture.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no shared corpus covers, on every engine, with the sentence that each test rests on. */
final class WhatTheCorporaCannotSeeTest {
  private final PolicyFixture cluster = new PolicyFixture();
  private final Node own = cluster.node("aks-1", "10.224.0.4", "fd00:224::4");
  private final Node remote = cluster.node("aks-2", "10.224.0.5");
  private final Pod cart = at(on(cluster.pod("shop/cart", "app=cart"), own), "10.244.1.1");
  private final Pod web = at(cluster.pod("shop/web", "app=web"), "10.244.2.1");

  static List<EngineProfile> engines() {
    return EngineProfile.all();
  }

  private void admit(String rule) {
    cluster.with(
        "shop", "a", "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + rule + "]}");
  }

  private void shut() {
    cluster.with("shop", "shut", "{podSelector: {}, policyTypes: ['Ingress', 'Egress']}");
  }

  /** "hostNetwork pods: all five engines read here exclude them as subjects." */
  @ParameterizedTest
  @MethodSource("engines")
  void aHostNetworkPodIsASubjectOnNoEngine(EngineProfile engine) {
    shut();
    Pod agent = hostNetwork(cluster.pod("shop/agent"), remote);

    assertThat(cluster.ask(engine, "203.0.113.9", agent, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(engine, agent, "203.0.113.9", 6, 80).allowed()).isTrue();
  }

  /** "Never derive a label peer for a host-network address"; an ipBlock as the engine says. */
  @ParameterizedTest
  @MethodSource("engines")
  void aHostNetworkPodIsAPeerByItsNodesAddressOnly(EngineProfile engine) {
    Pod agent = hostNetwork(cluster.pod("shop/agent", "app=agent"), remote);
    admit("{from: [{podSelector: {matchLabels: {app: 'agent'}}}]}");
    assertThat(cluster.ask(engine, agent, cart, 6, 80).allowed()).isFalse();

    cluster.with(
        "shop", "b", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '10.224.0.5/32'}}]}]}");

    assertThat(cluster.ask(engine, agent, cart, 6, 80).allowed())
        .isEqualTo(engine.ipBlockMatchesNodes());
  }

  /** "A pod cannot block access to itself." */
  @ParameterizedTest
  @MethodSource("engines")
  void loopbackIsAllowedOnEveryEngine(EngineProfile engine) {
    shut();

    assertThat(cluster.ask(engine, cart, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.throughLoadBalancer(EngineProfile.NPM, cart, cart, 80).allowed()).isTrue();
  }

  /** "ICMP, ARP, other protocols: undefined for allow rules and for default deny." */
  @ParameterizedTest
  @MethodSource("engines")
  void icmpIsUnspecifiedOnEveryEngineWhetherShutOrOpen(EngineProfile engine) {
    assertThat(((NotEvaluated) cluster.ask(engine, web, cart, 1, -1)).kind())
        .isEqualTo(Kind.UNSPECIFIED);

    shut();

    assertThat(((NotEvaluated) cluster.ask(engine, web, cart, 58, -1)).kind())
        .isEqualTo(Kind.UNSPECIFIED);
  }

  /** "endPort … 1–65535": no number and no range holds port 0, an entry without a port does. */
  @ParameterizedTest
  @MethodSource("engines")
  void portZeroIsOnlyAdmittedWithoutANumber(EngineProfile engine) {
    admit("{ports: [{port: 1, endPort: 65535}]}");
    assertThat(cluster.ask(engine, web, cart, 6, 0).allowed()).isFalse();

    cluster.with("shop", "b", "{podSelector: {}, ingress: [{ports: [{}]}]}");

    assertThat(cluster.ask(engine, web, cart, 6, 0).allowed()).isTrue();
  }

  /** "v4 rules never match v6 and vice versa … 0.0.0.0/0 leaves v6 closed in an isolated pod." */
  @ParameterizedTest
  @MethodSource("engines")
  void allOfIpv4LeavesIpv6Closed(EngineProfile engine) {
    admit("{from: [{ipBlock: {cidr: '0.0.0.0/0'}}]}");
    Pod dual = at(cart, "10.244.1.1", "fd00:244::1");

    assertThat(cluster.ask(engine, "203.0.113.9", dual, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(engine, "2001:db8::9", dual, 6, 80).allowed()).isFalse();
  }

  /** "Each pod IP evaluated by itself": a node of both families reaches a pod of IPv4 over IPv4. */
  @Test
  void onlyFamiliesThatBothEndsHaveCount() {
    admit("{from: [{ipBlock: {cidr: '10.224.0.0/16'}}]}");
    Node dual = cluster.node("aks-3", "10.224.0.6", "fd00:224::6");

    assertThat(cluster.tcp(dual, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(dual, at(cart, "10.244.1.1", "fd00:244::1"), 80).allowed()).isFalse();
  }

  /** "A name could have two numbers: Calico collects all … treat as a set." */
  @Test
  void aNameOfAContainerAndAnInitContainerHasBothNumbersOnCalico() {
    admit("{ports: [{port: 'http'}]}");
    Pod two =
        listening(
            cart,
            new ContainerPort("http", "TCP", 8080, false),
            new ContainerPort("http", "TCP", 15001, true, true));

    assertThat(cluster.ask(EngineProfile.CALICO, web, two, 6, 8080).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CALICO, web, two, 6, 15001).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.KUBE_ROUTER, web, two, 6, 8080).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.KUBE_ROUTER, web, two, 6, 15001).allowed()).isFalse();
  }

  /** Two containers of one pod with one name: "trouble if numbers differ" on Cilium too. */
  @Test
  void aNameOfTwoContainersIsUnsureOnCilium() {
    admit("{ports: [{port: 'http'}]}");
    Pod two =
        listening(
            cart,
            new ContainerPort("http", "TCP", 8080, false),
            new ContainerPort("http", "TCP", 8081, false));

    assertThat(cluster.ask(EngineProfile.CILIUM, web, two, 6, 8081))
        .isInstanceOf(NotEvaluated.class);
  }

  /** "Evaluate on backend pod and target port … ipBlock on a ClusterIP range is a trap." */
  @ParameterizedTest
  @MethodSource("engines")
  void aRuleForAServicesAddressOrPortAdmitsNothingToItsPods(EngineProfile engine) {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'web'}}, policyTypes: ['Egress'], egress: [{to:"
            + " [{ipBlock: {cidr: '10.0.0.0/16'}}]}, {to: [{podSelector: {}}], ports: [{port:"
            + " 443}]}]}");

    assertThat(cluster.ask(engine, web, cart, 6, 8443).allowed()).isFalse();
    assertThat(cluster.ask(engine, web, cart, 6, 443).allowed()).isTrue();
  }

  /** "Finished pods keep status.podIP": what one declared is no number of the running ones. */
  @Test
  void portNamesOfFinishedPodsDoNotCount(@TempDir Path folder) throws IOException {
    String pod =
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %1$s, namespace: shop, labels: {app: cart}}
        spec: {containers: [{name: c, ports: [{name: http, containerPort: %2$d}]}]}
        status: {phase: %3$s, podIP: 10.244.1.%4$d}
        """;
    Path file =
        Files.writeString(
            folder.resolve("pods.yaml"),
            pod.formatted("new", 8080, "Running", 1) + pod.formatted("old", 9090, "Succeeded", 2));
    Inventory inventory =
        Inventory.of(ClusterReader.read("", file, OptionalLong.empty()).objects());
    Evaluator evaluator =
        new Evaluator(
            PolicySet.of(
                List.of(
                    PolicyTexts.policy(
                        "shop", "a", "{podSelector: {}, ingress: [{ports: [{port: 'http'}]}]}"))),
            inventory,
            EngineProfile.CILIUM);
    Pod running = inventory.pods().get(0);

    assertThat(running.name()).isEqualTo("new");
    assertThat(evaluator.allows(connection("203.0.113.9", running, 6, 8080))).isTrue();
    assertThat(evaluator.allows(connection("203.0.113.9", inventory.pods().get(1), 6, 8080)))
        .isFalse();
  }

  /** "A namespace seen only through pods": the same through a real snapshot. */
  @Test
  void aSnapshotWithoutTheNamespaceLeavesItsLabelsOpen(@TempDir Path folder) throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: one, namespace: shop}
        spec: {containers: [{name: c}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: two, namespace: bank}
        spec: {containers: [{name: c}]}
        """;
    String namespace = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n";
    Path bare = Files.writeString(folder.resolve("bare.yaml"), text);
    Path full = Files.writeString(folder.resolve("full.yaml"), text + namespace);

    assertThat(fromBank(bare)).isInstanceOf(NotEvaluated.class);
    assertThat(fromBank(full)).isInstanceOf(Verdict.Denied.class);
  }

  private static Verdict fromBank(Path file) {
    Inventory inventory =
        Inventory.of(ClusterReader.read("", file, OptionalLong.empty()).objects());
    PolicySet policies =
        PolicySet.of(
            List.of(
                PolicyTexts.policy(
                    "shop",
                    "a",
                    "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team:"
                        + " 'b'}}}]}]}")));
    Pod bank = inventory.pods().get(0);
    Pod shop = inventory.pods().get(1);
    return new Evaluator(policies, inventory, EngineProfile.GENERIC)
        .evaluate(connection(bank, shop, 6, 80));
  }
}
