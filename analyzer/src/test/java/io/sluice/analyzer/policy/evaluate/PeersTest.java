package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the entries of {@code from} and {@code to} match. */
final class PeersTest {
  private static final String OUTSIDE = "203.0.113.9";

  private final PolicyFixture cluster =
      new PolicyFixture().namespace("shop", "team=a").namespace("bank", "team=b");
  private final Pod cart = at(cluster.pod("shop/cart", "app=cart"), "10.244.1.1");
  private final Pod web = at(cluster.pod("shop/web", "app=web"), "10.244.1.2");
  private final Pod bankWeb = at(cluster.pod("bank/web", "app=web"), "10.244.2.2");
  private final Pod bankDb = at(cluster.pod("bank/db", "app=db"), "10.244.2.3");
  private final Node node = cluster.node("aks-1", "10.224.0.4");

  private void admit(String peers) {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: " + peers + "}]}");
  }

  private boolean reaches(Object client) {
    return cluster.tcp(client, cart, 80).allowed();
  }

  @Test
  void noRuleAdmitsNothing() {
    cluster.with("shop", "a", "{podSelector: {}, ingress: []}");

    assertThat(reaches(web)).isFalse();
    assertThat(reaches(OUTSIDE)).isFalse();
  }

  @Test
  void aRuleWithoutConditionsAdmitsEverythingFromEverywhere() {
    cluster.with("shop", "a", "{podSelector: {}, ingress: [{}]}");

    assertThat(reaches(web)).isTrue();
    assertThat(reaches(bankDb)).isTrue();
    assertThat(reaches(OUTSIDE)).isTrue();
    assertThat(reaches(node)).isTrue();
    assertThat(cluster.ask(EngineProfile.GENERIC, web, cart, 132, 9).allowed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  void anEmptyPeerListMeansAnybody(String peers) {
    admit(peers);

    assertThat(reaches(bankDb)).isTrue();
    assertThat(reaches(OUTSIDE)).isTrue();
    assertThat(reaches(node)).isTrue();
  }

  @Test
  void anEmptyToListMeansAnywhere() {
    cluster.with("shop", "a", "{podSelector: {}, policyTypes: ['Egress'], egress: [{to: []}]}");

    assertThat(cluster.tcp(cart, OUTSIDE, 443).allowed()).isTrue();
    assertThat(cluster.tcp(cart, bankDb, 443).allowed()).isTrue();
  }

  @Test
  void aPodSelectorAloneReachesItsOwnNamespaceOnly() {
    admit("[{podSelector: {matchLabels: {app: 'web'}}}]");

    assertThat(reaches(web)).isTrue();
    assertThat(reaches(bankWeb)).isFalse();
  }

  @Test
  void aNamespaceSelectorAloneTakesAllPodsOfTheNamespace() {
    admit("[{namespaceSelector: {matchLabels: {team: 'b'}}}]");

    assertThat(reaches(bankWeb)).isTrue();
    assertThat(reaches(bankDb)).isTrue();
    assertThat(reaches(web)).isFalse();
  }

  @Test
  void bothSelectorsInOnePeerMustHold() {
    admit(
        "[{namespaceSelector: {matchLabels: {team: 'b'}}, podSelector: {matchLabels: {app:"
            + " 'web'}}}]");

    assertThat(reaches(bankWeb)).isTrue();
    assertThat(reaches(bankDb)).isFalse();
    assertThat(reaches(web)).isFalse();
  }

  @Test
  void selectorsInTwoPeersAreAlternatives() {
    admit(
        "[{namespaceSelector: {matchLabels: {team: 'b'}}}, {podSelector: {matchLabels: {app:"
            + " 'web'}}}]");

    assertThat(reaches(bankWeb)).isTrue();
    assertThat(reaches(bankDb)).isTrue();
    assertThat(reaches(web)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{namespaceSelector: {}}]",
        "[{namespaceSelector: {}, podSelector: {}}]",
        "[{namespaceSelector: {}}, {podSelector: {}}]"
      })
  void emptySelectorsTakeAllPodsButNoAddressNodeOrHostNetworkPod(String peers) {
    admit(peers);
    Pod proxy = PolicyFixture.hostNetwork(cluster.pod("kube-system/proxy"), node);

    assertThat(reaches(web)).isTrue();
    assertThat(reaches(bankDb)).isTrue();
    assertThat(reaches(OUTSIDE)).isFalse();
    assertThat(reaches(node)).isFalse();
    assertThat(reaches(proxy)).isFalse();
  }

  @Test
  void anEmptyPodSelectorTakesTheWholeOwnNamespace() {
    admit("[{podSelector: {}}]");

    assertThat(reaches(web)).isTrue();
    assertThat(reaches(bankWeb)).isFalse();
    assertThat(reaches(OUTSIDE)).isFalse();
  }

  @Test
  void aRuleNeedsPeersAndPorts() {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}");

    assertThat(cluster.tcp(web, cart, 80).allowed()).isTrue();
    assertThat(cluster.tcp(web, cart, 81).allowed()).isFalse();
    assertThat(cluster.tcp(bankWeb, cart, 80).allowed()).isFalse();
  }

  @Test
  void anIpBlockMatchesItsAddressesWithoutTheExceptions() {
    admit("[{ipBlock: {cidr: '203.0.113.0/24', except: ['203.0.113.8/30', '203.0.113.9/32']}}]");

    assertThat(reaches("203.0.113.7")).isTrue();
    assertThat(reaches("203.0.113.9")).isFalse();
    assertThat(reaches("203.0.113.11")).isFalse();
    assertThat(reaches("203.0.113.12")).isTrue();
    assertThat(reaches("198.51.100.1")).isFalse();
  }

  @Test
  void anExceptionCutsItsOwnPeerAndNoOther() {
    admit("[{ipBlock: {cidr: '203.0.113.0/24', except: ['203.0.113.8/30']}}]");
    assertThat(reaches("203.0.113.9")).isFalse();

    cluster.with(
        "shop",
        "b",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{from: [{ipBlock: {cidr:"
            + " '203.0.113.9/32'}}]}]}");

    assertThat(reaches("203.0.113.9")).isTrue();
    assertThat(reaches("203.0.113.10")).isFalse();
  }

  @Test
  void anIpBlockMatchesPodsWhereTheEngineDoesSo() {
    admit("[{ipBlock: {cidr: '10.244.0.0/16'}}]");

    assertThat(cluster.ask(EngineProfile.GENERIC, bankDb, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CALICO, bankDb, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CILIUM, bankDb, cart, 6, 80).allowed()).isFalse();
  }

  @Test
  void anIpBlockMatchesNodesWhereTheEngineDoesSo() {
    admit("[{ipBlock: {cidr: '10.224.0.0/16'}}]");
    Pod proxy = PolicyFixture.hostNetwork(cluster.pod("kube-system/proxy"), node);

    assertThat(cluster.ask(EngineProfile.NPM, node, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.NPM, proxy, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CILIUM, node, cart, 6, 80).allowed()).isFalse();
    assertThat(cluster.ask(EngineProfile.CILIUM, proxy, cart, 6, 80).allowed()).isFalse();
  }

  @Test
  void everyAddressBlockMeansOnlyTheOutsideOnCilium() {
    admit("[{ipBlock: {cidr: '0.0.0.0/0'}}]");

    assertThat(cluster.ask(EngineProfile.CILIUM, OUTSIDE, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CILIUM, web, cart, 6, 80).allowed()).isFalse();
    assertThat(cluster.ask(EngineProfile.GENERIC, web, cart, 6, 80).allowed()).isTrue();
  }

  @Test
  void aPodWithoutAnAddressIsMatchedByNoIpBlock() {
    admit("[{ipBlock: {cidr: '0.0.0.0/0'}}]");

    assertThat(reaches(cluster.pod("bank/planned"))).isFalse();
  }

  @Test
  void anIpBlockOfOneAddressMatches() {
    admit("[{ipBlock: {cidr: '10.244.2.3/32'}}]");

    assertThat(reaches(bankDb)).isTrue();
    assertThat(reaches(bankWeb)).isFalse();
  }

  @Test
  void thePodsOfAnotherClusterAreAddressesLikeAnyOther() {
    admit("[{namespaceSelector: {}}, {ipBlock: {cidr: '10.245.0.0/16'}}]");
    Pod far = elsewhere(at(cluster.pod("shop/web", "app=web"), "10.245.0.1"));
    Pod farOutside = elsewhere(at(cluster.pod("shop/web", "app=web"), "10.246.0.1"));

    assertThat(cluster.ask(EngineProfile.CILIUM, far, cart, 6, 80).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.CILIUM, farOutside, cart, 6, 80).allowed()).isFalse();
  }

  private static Pod elsewhere(Pod pod) {
    return new Pod(
        pod.id(),
        new io.sluice.analyzer.cluster.Workload("west", pod.namespace(), "Deployment", "web"),
        pod.name(),
        pod.labels(),
        pod.addresses(),
        "",
        false,
        "",
        pod.ports(),
        0,
        Long.MAX_VALUE,
        pod.origin());
  }
}
