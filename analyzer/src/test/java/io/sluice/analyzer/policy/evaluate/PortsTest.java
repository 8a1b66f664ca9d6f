package io.sluice.analyzer.policy.evaluate;

import static io.sluice.analyzer.policy.evaluate.PolicyFixture.listening;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyTexts;
import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.policy.load.PolicyProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ports a rule admits, by number and by name. */
final class PortsTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;

  private final PolicyFixture cluster = new PolicyFixture();
  private final Pod client = cluster.pod("shop/client", "app=client");
  private final Pod bare = cluster.pod("shop/cart", "app=cart");
  private final Pod cart =
      listening(
          bare,
          new ContainerPort("http", "TCP", 8080, false),
          new ContainerPort("dns", "UDP", 5353, false));

  private void admit(String ports) {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'cart'}}, ingress: [{ports: " + ports + "}]}");
  }

  private void admitEgress(String rule) {
    cluster.with(
        "shop",
        "a",
        "{podSelector: {matchLabels: {app: 'client'}}, policyTypes: ['Egress'], egress: ["
            + rule
            + "]}");
  }

  private boolean open(Pod server, int protocol, int port) {
    return cluster.ask(EngineProfile.GENERIC, client, server, protocol, port).allowed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  void noPortsMeanEveryPortOfEveryProtocol(String ports) {
    admit(ports);

    assertThat(open(cart, TCP, 1)).isTrue();
    assertThat(open(cart, UDP, 65535)).isTrue();
    assertThat(open(cart, SCTP, 9)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{}]", "[null]", "[{protocol: null}]", "[{protocol: 'TCP'}]"})
  void anEmptyPortEntryMeansAllOfTcpAndNothingElse(String ports) {
    admit(ports);

    assertThat(open(cart, TCP, 1)).isTrue();
    assertThat(open(cart, TCP, 65535)).isTrue();
    assertThat(open(cart, UDP, 53)).isFalse();
    assertThat(open(cart, SCTP, 53)).isFalse();
  }

  @Test
  void aProtocolAloneMeansAllOfItsPorts() {
    admit("[{protocol: 'UDP'}]");

    assertThat(open(cart, UDP, 1)).isTrue();
    assertThat(open(cart, TCP, 1)).isFalse();
  }

  @Test
  void aPortWithoutProtocolIsTcp() {
    admit("[{port: 80}]");

    assertThat(open(cart, TCP, 80)).isTrue();
    assertThat(open(cart, UDP, 80)).isFalse();
    assertThat(open(cart, SCTP, 80)).isFalse();
  }

  @Test
  void portsAreAlternatives() {
    admit("[{port: 80}, {port: 53, protocol: 'UDP'}, {port: 9, protocol: 'SCTP'}]");

    assertThat(open(cart, TCP, 80)).isTrue();
    assertThat(open(cart, UDP, 53)).isTrue();
    assertThat(open(cart, SCTP, 9)).isTrue();
    assertThat(open(cart, TCP, 53)).isFalse();
    assertThat(open(cart, TCP, 9)).isFalse();
  }

  @Test
  void aRangeHoldsBothItsEnds() {
    admit("[{port: 8000, endPort: 8010}, {port: 65535, endPort: 65535}]");

    assertThat(open(cart, TCP, 7999)).isFalse();
    assertThat(open(cart, TCP, 8000)).isTrue();
    assertThat(open(cart, TCP, 8010)).isTrue();
    assertThat(open(cart, TCP, 8011)).isFalse();
    assertThat(open(cart, TCP, 65535)).isTrue();
    assertThat(open(cart, UDP, 8005)).isFalse();
  }

  @Test
  void portZeroIsHeldByNoNumberButByAllPorts() {
    admit("[{port: 1, endPort: 65535}]");
    assertThat(open(cart, TCP, 0)).isFalse();

    cluster.with("shop", "b", "{podSelector: {}, ingress: [{ports: [{protocol: 'TCP'}]}]}");

    assertThat(open(cart, TCP, 0)).isTrue();
  }

  @Test
  void aNamedPortIsLookedUpOnTheSelectedPodForIngress() {
    admit("[{port: 'http'}]");

    assertThat(open(cart, TCP, 8080)).isTrue();
    assertThat(open(cart, TCP, 80)).isFalse();
  }

  @Test
  void aNamedPortIsLookedUpOnThePeerForEgress() {
    admitEgress("{to: [{podSelector: {}}], ports: [{port: 'http'}]}");
    Pod other = listening(cluster.pod("shop/b"), new ContainerPort("http", "TCP", 9090, false));

    assertThat(open(cart, TCP, 8080)).isTrue();
    assertThat(open(cart, TCP, 9090)).isFalse();
    assertThat(open(other, TCP, 9090)).isTrue();
    assertThat(open(other, TCP, 8080)).isFalse();
  }

  @Test
  void theClientsOwnDeclarationsDoNotCountForEgress() {
    admitEgress("{ports: [{port: 'http'}]}");
    Pod declaring = listening(client, new ContainerPort("http", "TCP", 7070, false));

    assertThat(cluster.tcp(declaring, cart, 7070).allowed()).isFalse();
    assertThat(cluster.tcp(declaring, cart, 8080).allowed()).isTrue();
  }

  @Test
  void aNamedPortNeedsNameAndProtocol() {
    admit("[{port: 'dns'}, {port: 'http', protocol: 'UDP'}]");

    assertThat(open(cart, TCP, 5353)).isFalse();
    assertThat(open(cart, UDP, 5353)).isFalse();
    assertThat(open(cart, UDP, 8080)).isFalse();
    assertThat(open(cart, TCP, 8080)).isFalse();

    cluster.with(
        "shop", "b", "{podSelector: {}, ingress: [{ports: [{port: 'dns', protocol: 'UDP'}]}]}");

    assertThat(open(cart, UDP, 5353)).isTrue();
  }

  @Test
  void aNameThatTwoContainersUseStandsForBothNumbers() {
    admit("[{port: 'http'}]");
    Pod two =
        listening(
            bare,
            new ContainerPort("http", "TCP", 8080, false),
            new ContainerPort("metrics", "TCP", 9000, false),
            new ContainerPort("http", "TCP", 8081, false));

    assertThat(open(two, TCP, 8080)).isTrue();
    assertThat(open(two, TCP, 8081)).isTrue();
    assertThat(open(two, TCP, 9000)).isFalse();
  }

  @Test
  void portsOfInitContainersCountOnlyOnCalico() {
    admit("[{port: 'proxy'}]");
    Pod meshed = listening(bare, new ContainerPort("proxy", "TCP", 15001, true));

    assertThat(cluster.ask(EngineProfile.CALICO, client, meshed, TCP, 15001).allowed()).isTrue();
    assertThat(cluster.ask(EngineProfile.GENERIC, client, meshed, TCP, 15001).allowed()).isFalse();
    assertThat(cluster.ask(EngineProfile.CILIUM, client, meshed, TCP, 15001).allowed()).isFalse();
  }

  @Test
  void aNameThatNobodyDeclaresMatchesNothing() {
    admit("[{port: 'grpc'}]");

    assertThat(open(cart, TCP, 8080)).isFalse();
    assertThat(open(bare, TCP, 8080)).isFalse();
  }

  @Test
  void anUndeclaredPortIsReachableByNumber() {
    admit("[{port: 9999}]");

    assertThat(open(bare, TCP, 9999)).isTrue();
  }

  @Test
  void aNamedPortTowardsAnAddressMatchesNothingAndIsReported() {
    String rule = "{to: [{ipBlock: {cidr: '203.0.113.0/24'}}], ports: [{port: 'https'}]}";
    admitEgress(rule);

    assertThat(cluster.tcp(client, "203.0.113.9", 443).allowed()).isFalse();
    assertThat(
            PolicyLoader.load(
                    java.util.List.of(
                        PolicyTexts.object(
                            "shop", "a", "{podSelector: {}, egress: [" + rule + "]}")))
                .problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.severity()).isEqualTo(PolicyProblem.Severity.SUSPICIOUS);
              assertThat(p.message())
                  .isEqualTo(
                      "spec.egress[0].ports[0] names port https towards an ipBlock: only pods declare"
                          + " ports, so it admits nothing outside the cluster; use the number");
            });
  }

  @Test
  void aNamedPortOfAHostNetworkPodStandsForNothing() {
    admitEgress("{ports: [{port: 'http'}]}");
    Pod proxy = PolicyFixture.hostNetwork(cart, cluster.node("aks-1", "10.224.0.4"));

    assertThat(open(proxy, TCP, 8080)).isFalse();
  }
}
