package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.ingest.Answer;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.WorkloadProposal.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The traps that recommenders of network policies are known to fall into, one test each, by their
 * numbers. Traps 1 to 3, which lie before a flow is an edge, are in {@code TheFirstThreeTrapsTest}.
 */
class FifteenTrapsTest {
  private static World world() {
    return World.withDns()
        .deployment("shop/web", "app=web,pod-template-hash=7d9f", 2)
        .deployment("shop/db", "app=db,pod-template-hash=55c1", 1)
        .deployment("pay/api", "app=api", 1);
  }

  private static List<PolicyPeer> peers(NetworkPolicy policy) {
    return List.of(policy.ingress(), policy.egress()).stream()
        .flatMap(List::stream)
        .flatMap((PolicyRule rule) -> rule.peers().stream())
        .toList();
  }

  @Test
  void trap04SelectorsNeitherRestOnAHashNorTakeInASibling() {
    World world =
        World.withDns()
            .deployment("shop/web", "app=web,pod-template-hash=7d9f", 2)
            .deployment("shop/web-canary", "app=web,track=canary,pod-template-hash=99aa", 1)
            .pods("Job", "shop/migrate", "app=web,job-name=migrate-1", 1)
            .deployment("shop/db", "app=db", 1);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/web").podSelector().toString())
        .contains("app")
        .doesNotContain("pod-template-hash");
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(outcome.passes("shop/web-canary", "shop/db", 5432)).isFalse();
    assertThat(outcome.passes("shop/migrate", "shop/db", 5432)).isFalse();
  }

  @Test
  void trap05PeersOfAnotherNamespaceAreNamedByItsOwnName() {
    World world = world().deployment("pay/web", "app=web", 1).namespace("pay", "name=shop");
    world.traffic.talks("shop/web", "pay/api", 8443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("pay/api", Direction.INGRESS))
        .singleElement()
        .asString()
        .contains("kubernetes.io/metadata.name=shop")
        .doesNotContain("namespaces name=");
    assertThat(outcome.passes("pay/web", "pay/api", 8443)).isFalse();
  }

  @Test
  void trap06TheOwnNodeNeedsNoRuleAndHostNetworkPodsAreNoSubjects() {
    World world = world().hostPods("DaemonSet", "shop/exporter", "app=exporter", 2);
    world.traffic.isCalledBy(new Party.Node("", "aks-0", true), "10.224.0.4", "shop/db", 6, 8080);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).contains("not governed own-node");
    assertThat(outcome.of("shop/exporter").state()).isEqualTo(State.NOT_ENFORCEABLE);
    assertThat(peers(outcome.policy("shop/db")))
        .noneMatch(peer -> peer instanceof PolicyPeer.IpBlock);
  }

  @Test
  void trap07AServiceThatLeadsToNoPodIsNeverAnEmptySelector() {
    World world = world();
    world.traffic.calls(
        "shop/web", new Party.UnresolvedService("", "shop", "legacy"), "10.0.7.7", 6, 443);
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).contains("withheld unresolved-service");
    assertThat(outcome.holds("shop/web")).hasSize(1);
    assertThat(outcome.policy("shop/web").isolates()).containsExactly(Direction.INGRESS);
  }

  @Test
  void trap08ProtocolsOnOnePortAreKeptApartAndIcmpIsNamed() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 6, 5060);
    world.traffic.talks("shop/web", "shop/db", 17, 5060);
    world.traffic.talks("shop/web", "shop/db", 132, 5061);
    world.traffic.talks("shop/web", "shop/db", 1, -1);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .singleElement()
        .asString()
        .contains("TCP/5060", "UDP/5060", "SCTP/5061");
    assertThat(outcome.standings()).contains("not governed unspecified-protocol");
  }

  @Test
  void trap09AnAddressOutsideOpensThatAddressAndIpv6HasItsOwnLength() {
    World world = world();
    world.traffic.calls("shop/web", "203.0.113.9", 443);
    world.traffic.calls("shop/web", "2001:db8::9", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.reaches("shop/web", "203.0.113.9", 443)).isTrue();
    assertThat(outcome.reaches("shop/web", "203.0.113.8", 443)).isFalse();
    assertThat(peers(outcome.policy("shop/web")))
        .filteredOn(PolicyPeer.IpBlock.class::isInstance)
        .extracting(Object::toString)
        .anyMatch(text -> text.contains("2001:db8::9/128"))
        .anyMatch(text -> text.contains("203.0.113.9/32"))
        .hasSize(2);
  }

  @Test
  void trap10WhatIsIsolatedKeepsItsDnsAndItsClosedDirectionsAreNamed() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.passes("shop/web", "kube-system/coredns", 53)).isTrue();
    assertThat(outcome.rules("shop/web", Direction.EGRESS).toString())
        .contains("UDP/53", "TCP/53", "kube-dns");
    assertThat(outcome.of("shop/web").closedDirections()).containsExactly(Direction.INGRESS);
  }

  @Test
  void trap11NeitherDeniedTrafficNorAScanIsLearnt() {
    World world = world();
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.verdict(ObservedVerdict.DROPPED).talks("pay/api", "shop/db", 5432);
    world.traffic.verdict(ObservedVerdict.FORWARDED).answered(Answer.NO);
    for (int port = 1; port <= Settings.DEFAULT_SCAN_TARGETS; port++) {
      world.traffic.talks("pay/api", "shop/web", port);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.passes("pay/api", "shop/db", 5432)).isFalse();
    assertThat(outcome.passes("pay/api", "shop/web", 7)).isFalse();
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
  }

  @Test
  void trap12ClientsBehindADeclaredLoadBalancerAreNoListOfAddresses() {
    World world = world().service("shop/front", "LoadBalancer", "app=web", Map.of(), "TCP 80 8080");
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.admits("192.0.2.200", "shop/web", 8080)).isTrue();
    assertThat(peers(outcome.policy("shop/web")).toString()).doesNotContain("198.51.100.7");
    assertThat(outcome.passes("shop/db", "shop/web", 8080)).isFalse();
  }

  @Test
  void trap13WhatTheLogsCannotSeeIsHeldOpenAndTheSilentAreLeftAlone() {
    World world = world().cronJob("shop/monthly", "app=monthly");
    world.traffic.by(Vantage.NIC).talks("shop/web", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.of("shop/web").state()).isEqualTo(State.HELD_OPEN);
    assertThat(outcome.holds("shop/db"))
        .allMatch(hold -> hold.endsWith("--accept-partial"))
        .hasSize(2);
    assertThat(outcome.of("shop/monthly").state()).isEqualTo(State.NO_TRAFFIC);
  }

  @Test
  void trap14APolicyOfTheSameNameIsNotOverwrittenAndWhatItAdmitsIsNotRepeated() {
    World world =
        world()
            .policy(
                "shop/db",
                """
                {"podSelector": {"matchLabels": {"app": "db"}}, "policyTypes": ["Ingress"],
                 "ingress": [{"from": [{"podSelector": {"matchLabels": {"app": "web"}}}]}]}
                """);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.talks("pay/api", "shop/db", 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.policy("shop/db").name()).isEqualTo("db-sluice");
    assertThat(outcome.of("shop/db").allowedAlready()).hasSize(1);
    assertThat(outcome.passes("pay/api", "shop/db", 5432)).isTrue();
  }

  @Test
  void trap15BothEndsAllowThePathAndItIsShownAsAPair() {
    World world = world();
    world.traffic.talks("shop/web", "pay/api", 8443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS).toString()).contains("TCP/8443");
    assertThat(outcome.rules("pay/api", Direction.INGRESS).toString()).contains("TCP/8443");
    assertThat(outcome.recommendation.pairs())
        .singleElement()
        .extracting(PathPair::order)
        .isEqualTo("either order");
  }

  @Test
  void trap15TheEnginesLimitsAreKept() {
    World world = world().engine(EngineProfile.NPM);
    world.traffic.calls("shop/web", "2001:db8::9", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("withheld not-expressible");
    assertThat(outcome.holds("shop/web")).singleElement().asString().contains("not-expressible");
  }
}
