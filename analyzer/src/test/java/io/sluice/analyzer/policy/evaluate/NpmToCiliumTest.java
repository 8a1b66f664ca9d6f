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
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.analyzer.policy.evaluate.Verdict.Allowed;
import io.sluice.analyzer.policy.evaluate.Verdict.Denied;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
import org.junit.jupiter.api.Test;

/**
 * What changes for the same connection when a cluster moves from NPM to Cilium: the five documented
 * changes (https://learn.microsoft.com/azure/aks/migrate-from-npm-to-cilium-network-policy), quoted
 * by number, and others that follow from how the two read policies. The question is two lines: ask
 * one evaluator, ask the other.
 */
final class NpmToCiliumTest {
  private final PolicyFixture cluster = new PolicyFixture();
  private final Node own = cluster.node("aks-1", "10.224.0.4");
  private final Node remote = cluster.node("aks-2", "10.224.0.5");
  private final Pod cart = at(on(cluster.pod("shop/cart", "app=cart"), own), "10.244.1.1");
  private final Pod web = at(on(cluster.pod("shop/web", "app=web"), remote), "10.244.2.1");

  private void ingress(String rule) {
    cluster.with(
        "shop", "in", "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [" + rule + "]}");
  }

  private void egress(String rule) {
    cluster.with(
        "shop",
        "out",
        "{podSelector: {matchLabels: {app: 'cart'}}, policyTypes: ['Egress'], egress: ["
            + rule
            + "]}");
  }

  private Verdict npm(Connection connection) {
    return cluster.evaluator(EngineProfile.NPM).evaluate(connection);
  }

  private Verdict cilium(Connection connection) {
    return cluster.evaluator(EngineProfile.CILIUM).evaluate(connection);
  }

  /** "1. ipBlock used for pods or nodes: allowed before, dropped after." */
  @Test
  void anIpBlockForPodsNoLongerAdmitsThem() {
    ingress("{from: [{ipBlock: {cidr: '10.244.0.0/16'}}]}");
    Connection asked = connection(web, cart, 6, 80);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
  }

  /** "1. ipBlock used for pods or nodes", here a node. */
  @Test
  void anIpBlockForNodesNoLongerAdmitsThem() {
    egress("{to: [{ipBlock: {cidr: '10.224.0.0/16'}}]}");
    Connection asked = connection(cart, remote, 6, 10250);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
  }

  /** "0.0.0.0/0: all (two /1)" on NPM, "outside only" on Cilium. */
  @Test
  void theBlockOfAllAddressesMeansTheOutsideOnly() {
    egress("{to: [{ipBlock: {cidr: '0.0.0.0/0'}}]}");

    assertThat(npm(connection(cart, web, 6, 80))).isInstanceOf(Allowed.class);
    assertThat(cilium(connection(cart, web, 6, 80))).isInstanceOf(Denied.class);
    assertThat(cilium(connection(cart, "203.0.113.9", 6, 443))).isInstanceOf(Allowed.class);
  }

  /** "2. Egress to own node: implicit before, dropped after." */
  @Test
  void egressToTheOwnNodeIsNoLongerImplicit() {
    egress("{to: [{podSelector: {}}]}");
    Connection asked = connection(cart, own, 6, 10250);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
  }

  /** "3. LB/NodePort eTP=Cluster ingress: unenforced before, enforced after." */
  @Test
  void ingressThroughALoadBalancerIsEnforced() {
    ingress("{from: [{podSelector: {}}]}");
    Connection asked =
        new Connection(
            new Subject.OfAddress(PolicyFixture.ip("203.0.113.9")),
            new Subject.OfPod(cart),
            6,
            80,
            Entry.LOAD_BALANCER);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
  }

  /** "4. Named ports with several numbers → use numbers." */
  @Test
  void aNamedPortWithSeveralNumbersIsNoLongerSure() {
    ingress("{ports: [{port: 'http'}]}");
    Pod one = listening(cart, new ContainerPort("http", "TCP", 8080, false));
    Pod two = cluster.pod("shop/cart2", "app=cart");
    cluster.run(one, listening(two, new ContainerPort("http", "TCP", 9090, false)));
    Connection asked = connection(web, one, 6, 8080);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(NotEvaluated.class);
  }

  /** "5. endPort before Cilium 1.17." */
  @Test
  void aRangeOfPortsIsOnlyItsFirstBeforeCilium117() {
    ingress("{ports: [{port: 8000, endPort: 8010}]}");
    Connection asked = connection(web, cart, 6, 8005);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cluster.evaluator(EngineProfile.CILIUM_BEFORE_1_17).evaluate(asked))
        .isInstanceOf(Denied.class);
    assertThat(cilium(asked)).isInstanceOf(Allowed.class);
  }

  /** "Host-network sources become entity host/remote-node": no ipBlock names them any more. */
  @Test
  void aHostNetworkClientThatAnIpBlockAdmittedIsDenied() {
    ingress("{from: [{ipBlock: {cidr: '10.224.0.5/32'}}]}");
    Connection asked = connection(hostNetwork(web, remote), cart, 6, 80);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
  }

  /** "Host-network sources": on the pod's own node they pass on both. */
  @Test
  void aHostNetworkClientOfTheOwnNodeStillPasses() {
    cluster.with("shop", "shut", "{podSelector: {}}");
    Connection asked = connection(hostNetwork(web, own), cart, 6, 80);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Allowed.class);
  }

  /** "LocalDNS 169.254.10.0/24 + host entity for egress DNS." */
  @Test
  void noIpBlockAdmitsTheResolverOnTheNode() {
    egress("{to: [{ipBlock: {cidr: '169.254.10.0/24'}}], ports: [{port: 53, protocol: 'UDP'}]}");
    Connection asked = connection(cart, "169.254.10.10", 17, 53);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
    assertThat(cluster.evaluator().evaluate(asked)).isInstanceOf(Allowed.class);
  }

  /** "CoreDNS via ClusterIP unaffected." */
  @Test
  void dnsPodsBehindAServiceAreAdmittedByTheirLabelsAsBefore() {
    Pod dns = cluster.pod("kube-system/coredns", "k8s-app=kube-dns");
    egress("{to: [{namespaceSelector: {}, podSelector: {matchLabels: {'k8s-app': 'kube-dns'}}}]}");
    Connection asked = connection(cart, dns, 17, 53);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Allowed.class);
  }

  /** "IPv6: NPM's policy fails to translate": what it left open, Cilium closes. */
  @Test
  void aPolicyThatNpmCouldNotTranslateIsInForce() {
    ingress("{from: [{ipBlock: {cidr: '2001:db8::/32'}}]}");
    Connection asked = connection(web, cart, 6, 80);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(Denied.class);
  }

  /** "SCTP: y" on NPM, "off unless enabled" on Cilium. */
  @Test
  void sctpHasToBeEnabled() {
    ingress("{ports: [{port: 9, protocol: 'SCTP'}]}");
    Connection asked = connection(web, cart, 132, 9);

    assertThat(npm(asked)).isInstanceOf(Allowed.class);
    assertThat(cilium(asked)).isInstanceOf(NotEvaluated.class);
  }
}
