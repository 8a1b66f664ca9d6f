package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How rules name peers and ports. */
class PeersTest {
  private static final String DNS =
      "namespaces kubernetes.io/metadata.name=kube-system and pods k8s-app=kube-dns"
          + " : TCP/53 UDP/53";

  private static World world() {
    return World.withDns().deployment("shop/web", "app=web", 2).deployment("shop/db", "app=db", 1);
  }

  @Test
  void peersWithTheSamePortsShareARuleAndEverythingIsSorted() {
    World world =
        world()
            .deployment("shop/a", "app=a", 1)
            .deployment("lab/z", "app=z", 1)
            .deployment("shop/b", "app=b", 1);
    world
        .traffic
        .talks("shop/b", "shop/db", 5432)
        .talks("shop/b", "shop/db", 5000)
        .talks("shop/a", "shop/db", 5432)
        .talks("shop/a", "shop/db", 5000)
        .talks("lab/z", "shop/db", Traffic.UDP, 5432)
        .talks("shop/web", "shop/db", 9187);

    assertThat(world.recommend().rules("shop/db", Direction.INGRESS))
        .containsExactly(
            "namespaces kubernetes.io/metadata.name=lab and pods app=z : UDP/5432",
            "pods app=a | pods app=b : TCP/5000 TCP/5432",
            "pods app=web : TCP/9187");
  }

  @Test
  void namedPortsThatDifferPerPodBecomeTheirNumbers() {
    World world = world();
    world.traffic.talks("shop/db", "shop/web", 8080).talks("shop/db", "shop/web", 8081);

    assertThat(world.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly("pods app=db : TCP/8080 TCP/8081");
  }

  @Test
  void externalAddressesAreExactWhereNoGroupHoldsThem() {
    World world = world().group("payments", "203.0.113.0/24", "198.51.100.0/28");
    world
        .traffic
        .calls("shop/web", "203.0.113.10", 443)
        .calls("shop/web", "192.0.2.7", 443)
        .calls("shop/db", "2001:db8:1::7", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly(
            DNS,
            "ipBlock 192.0.2.7/32 | ipBlock 198.51.100.0/28 | ipBlock 203.0.113.0/24 : TCP/443");
    assertThat(outcome.rules("shop/db", Direction.EGRESS))
        .containsExactly(DNS, "ipBlock 2001:db8:1::7/128 : TCP/443");
    assertThat(outcome.of("shop/web").evidence())
        .filteredOn(e -> e.peer().toString().equals("ipBlock 198.51.100.0/28"))
        .singleElement()
        .satisfies(
            e -> assertThat(e.note()).isEqualTo("group payments: 1 of its 272 addresses was seen"));
  }

  @Test
  void theNarrowestGroupNamesAnAddress() {
    World world =
        world()
            .group("all", "203.0.113.0/24")
            .group("one", "203.0.113.8/29")
            .group("wide", "203.0.0.0/16");
    world.traffic.calls("shop/web", "203.0.113.10", 443);

    assertThat(world.recommend().rules("shop/web", Direction.EGRESS))
        .containsExactly(DNS, "ipBlock 203.0.113.8/29 : TCP/443");
  }

  @Test
  void manySingleAddressesForWhichNoBlocksCanStandAreWarnedOf() {
    World world = world();
    for (int i = 1; i <= 33; i++) {
      world.traffic.calls("shop/web", "203." + i + ".113.1", 443);
    }

    assertThat(world.recommend().recommendation.warnings())
        .contains(
            "shop/web lists 33 single addresses in one rule;"
                + " name their ranges under externals.groups");
  }

  @Test
  void azureNpmIsWarnedOfPoliciesWithManyIpBlocksAndSpared6() {
    World world = world().engine(EngineProfile.NPM);
    for (int i = 1; i <= 5; i++) {
      world.traffic.calls("shop/web", "203." + i + ".113.1", 443);
    }
    world.traffic.calls("shop/db", "2001:db8::1", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.recommendation.warnings())
        .anyMatch(w -> w.startsWith("shop/web has 5 ipBlocks"));
    assertThat(outcome.standings()).containsExactlyInAnyOrder("used", "withheld not-expressible");
  }

  @Test
  void aNodeIsNamedByItsAddressWhereTheEngineMatchesNodes() {
    World generic = world();
    World cilium = world().engine(EngineProfile.CILIUM);
    for (World world : new World[] {generic, cilium}) {
      world.traffic.isCalledBy(
          new Party.Node("", "aks-1", false), "", "shop/db", Traffic.TCP, 5432);
    }

    Outcome outcome = generic.recommend();
    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .containsExactly("ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 : TCP/5432");
    assertThat(outcome.of("shop/db").evidence().get(0).note()).contains("node aks-0");
    assertThat(cilium.recommend().standings()).containsExactly("withheld not-expressible");
  }

  @Test
  void clientsOfADeclaredPublicServiceAreEverybodyButPods() {
    World world =
        world()
            .service("shop/front", "LoadBalancer", "app=web", Map.of(), "TCP 80 8080")
            .deployment("shop/curious", "app=curious", 1);
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);
    world.traffic.talks("shop/db", "shop/web", 9000).talks("shop/curious", "shop/db", 1);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.INGRESS))
        .containsExactly(
            "pods app=db : TCP/9000",
            "ipBlock 0.0.0.0/0 except [10.244.0.0/24, 10.244.1.0/24] : TCP/8080");
    assertThat(outcome.evidence("shop/web")).contains("TCP/8080 declared");
    assertThat(outcome.admits("203.0.113.9", "shop/web", 8080)).isTrue();
    assertThat(outcome.passes("shop/curious", "shop/web", 8080)).isFalse();
  }

  @Test
  void aDeclaredPublicServiceOfAnotherPortDeclaresNothingHere() {
    World world = world().service("shop/front", "LoadBalancer", "app=web", Map.of(), "TCP 80 8080");
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 9090);

    assertThat(world.recommend().standings())
        .containsExactly("withheld undeclared-internet-client");
  }

  @Test
  void sourceRangesLimitWhatAServiceDeclares() {
    World world =
        world()
            .service(
                "shop/front",
                "LoadBalancer",
                "app=web",
                Map.of("sourceRange", "198.51.100.0/24", "externalTrafficPolicy", "Local"),
                "TCP 80 8080");
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);

    assertThat(world.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 198.51.100.0/24 : TCP/8080");
  }

  @Test
  void clientsWhoseAddressesTheLogLeavesOutAreDeclaredToo() {
    World world = world().service("shop/front", "LoadBalancer", "app=web", Map.of(), "TCP 80 8080");
    world.traffic.isCalledBy(new Party.World(), "", "shop/web", Traffic.TCP, 8080);

    assertThat(world.recommend().standings()).containsExactly("used");
  }

  @Test
  void npmOnWindowsGetsNoExceptions() {
    World world =
        world()
            .engine(EngineProfile.NPM_WINDOWS)
            .service("shop/front", "LoadBalancer", "app=web", Map.of(), "TCP 80 8080");
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);

    assertThat(world.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 0.0.0.0/0 : TCP/8080");
  }

  @Test
  void aNamedRangeAroundPodsIsWarnedOf() {
    World world = world().group("wrong", "10.244.0.0/15");

    assertThat(world.recommend().recommendation.warnings())
        .contains(
            "externals.groups.wrong overlaps the pod range 10.244.1.0/24:"
                + " a rule with it opens to pods as well");
  }

  @Test
  void internetClientsOfANamedRangeAreAdmittedByTheRange() {
    World world = world().group("office", "198.51.100.0/28");
    world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);

    assertThat(world.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 198.51.100.0/28 : TCP/8080");
  }
}
