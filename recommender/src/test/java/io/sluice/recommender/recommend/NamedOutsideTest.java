package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.recommend.external.Externals;
import io.sluice.recommender.recommend.named.NamedRange;
import io.sluice.recommender.recommend.named.NamedRange.Origin;
import io.sluice.recommender.write.policy.PolicyYaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names of addresses outside, and Services that declare their clients. */
class NamedOutsideTest {
  private static final List<NamedRange> KNOWN =
      List.of(
          range(Origin.SERVICE_TAG, "Storage", "20.1.0.0/16"),
          range(Origin.SERVICE_TAG, "Storage.WestEurope", "20.1.2.0/25"),
          range(Origin.SERVICE_TAG, "Storage.WestEurope", "20.1.2.128/25"),
          range(Origin.SUBNET, "aks-vnet/databases", "10.1.2.0/24"),
          range(Origin.SUBNET, "aks-vnet/nodes", "10.224.0.0/24"),
          range(Origin.PRIVATE_ENDPOINT, "pe-orders of servers/orders", "10.1.2.4/32"));

  private static NamedRange range(Origin origin, String name, String cidr) {
    return new NamedRange(origin, name, Cidr.parse(cidr).orElseThrow());
  }

  private static World world(String... open) {
    return World.bare()
        .deployment("shop/web", "app=web", 2)
        .settings(s -> s.withExternals(Externals.DEFAULTS.withKnown(KNOWN, List.of(open))));
  }

  @Test
  void aServiceTagOnlyNamesTheAddressThatStaysExact() {
    World world = world();
    world.traffic.calls("shop/web", "20.1.2.7", 443).calls("shop/web", "192.0.2.1", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly("ipBlock 20.1.2.7/32 | ipBlock 192.0.2.1/32 : TCP/443");
    assertThat(outcome.of("shop/web").evidence().get(0).names())
        .containsExactly("service tag Storage.WestEurope");
    assertThat(PolicyYaml.of(outcome.of("shop/web")))
        .contains("  # 20.1.2.7: service tag Storage.WestEurope\n");
  }

  @Test
  void aTagThatTheSettingsOpenReplacesItsAddressesAndIsFlaggedAsAWayOut() {
    World world = world("Storage.*");
    world.traffic.calls("shop/web", "20.1.2.7", 443).calls("shop/web", "20.1.3.7", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly("ipBlock 20.1.2.0/24 | ipBlock 20.1.3.7/32 : TCP/443");
    assertThat(outcome.of("shop/web").evidence().get(0).note())
        .isEqualTo("service tag Storage.WestEurope: 1 of its 256 addresses was seen");
    assertThat(outcome.recommendation.warnings())
        .containsExactly(
            "externals.open: service tag Storage.WestEurope opens 256 addresses, and anybody can"
                + " rent one there: data can leave through it",
            "neither the snapshot nor the logs show who answers DNS: no policy allows it");
  }

  @Test
  void aGroupWinsOverAFileWhereTheyNameTheSameRange() {
    World world = world("Storage.*").group("ours", "20.1.2.0/25");
    world.traffic.calls("shop/web", "20.1.2.7", 443);

    assertThat(world.recommend().rules("shop/web", Direction.EGRESS))
        .containsExactly("ipBlock 20.1.2.0/25 : TCP/443");
  }

  @Test
  void aPrivateAddressOfAResourceIsKnownAndOneInTheNodesSubnetIsNot() {
    World world = world().deployment("shop/db", "app=db", 1);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.1.2.4", Traffic.TCP, 1433);
    world.traffic.calls("shop/web", Traffic.unmapped(), "10.1.2.9", Traffic.TCP, 5432);
    world.traffic.calls("shop/db", Traffic.unmapped(), "10.224.0.99", Traffic.TCP, 5432);
    world.traffic.isCalledBy(Traffic.unmapped(), "10.1.2.30", "shop/web", Traffic.TCP, 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly("ipBlock 10.1.2.4/32 : TCP/1433", "ipBlock 10.1.2.9/32 : TCP/5432");
    assertThat(outcome.rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 10.1.2.30/32 : TCP/8080");
    assertThat(outcome.of("shop/web").evidence().stream().map(e -> e.names().toString()))
        .containsExactly(
            "[subnet aks-vnet/databases]",
            "[private endpoint pe-orders of servers/orders]",
            "[subnet aks-vnet/databases]");
    assertThat(outcome.standings()).contains("withheld unmapped-address");
  }

  @Test
  void manyNodesAreTheirSubnetWhereItHoldsNoPod() {
    World world = world().settings(s -> s.withMaxExternalAddresses(1));
    world.traffic.isCalledBy(new Party.Node("", "aks-1", false), "", "shop/web", Traffic.TCP, 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 10.224.0.0/24 : TCP/8080");
    assertThat(outcome.of("shop/web").evidence().get(0).note())
        .isEqualTo(
            "subnet aks-vnet/nodes stands for 2 addresses of nodes and opens 254 others:"
                + " nodes come and go");
  }

  @Test
  void hostileNamesStayInTheirComment() {
    World world = World.bare().deployment("shop/web", "app=web", 1);
    world.settings(
        s ->
            s.withExternals(
                Externals.DEFAULTS.withKnown(
                    List.of(range(Origin.SERVICE_TAG, "x\n- {}\u001b[31m", "20.1.2.0/25")),
                    List.of())));
    world.traffic.calls("shop/web", "20.1.2.7", 443);

    String yaml = PolicyYaml.of(world.recommend().of("shop/web"));

    assertThat(yaml).doesNotContain("\n- {}").doesNotContain("\u001b");
    assertThat(yaml.lines().filter(line -> line.contains("service tag")))
        .singleElement()
        .asString()
        .startsWith("  # 20.1.2.7: service tag x");
  }

  @Test
  void theOrderOfTheFilesRangesDoesNotShow() {
    long seed = 11;
    World world = world("Storage*");
    world.traffic.calls("shop/web", "20.1.2.7", 443).calls("shop/web", "20.1.3.7", 443);
    String first = PolicyYaml.of(world.recommend().of("shop/web"));
    List<NamedRange> shuffled = new ArrayList<>(KNOWN);
    Collections.shuffle(shuffled, new Random(seed));

    world.settings(
        s -> s.withExternals(Externals.DEFAULTS.withKnown(shuffled, List.of("Storage*"))));

    assertThat(PolicyYaml.of(world.recommend().of("shop/web"))).as("seed " + seed).isEqualTo(first);
  }

  @Test
  void namesFromDnsAnswersStandBesideTheRuleAndMakeNone() {
    World world = World.bare().deployment("shop/web", "app=web", 1);
    for (String host : List.of("d.example", "a.example", "c.example", "b.example")) {
      world.answered(host, "203.0.113.9");
    }
    world.answered("other.example", "198.51.100.1");
    world.traffic.calls("shop/web", "203.0.113.9", 443);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly("ipBlock 203.0.113.9/32 : TCP/443");
    assertThat(outcome.of("shop/web").evidence().get(0).names()).hasSize(4);
    assertThat(PolicyYaml.of(outcome.of("shop/web")))
        .contains(
            "  # 203.0.113.9: a.example (DNS answer), b.example (DNS answer), c.example (DNS answer)"
                + " and 1 more\n")
        .doesNotContain("other.example");
  }

  @Test
  void anAddressOfAResourceIsNoUnnamedDestinationAndOneOfATagOnlyIs() {
    List<NamedRange> known =
        List.of(
            range(Origin.PUBLIC_IP, "gateway", "20.9.0.1/32"),
            range(Origin.SERVICE_TAG, "Storage", "20.1.0.0/16"));
    World world =
        World.bare()
            .deployment("shop/web", "app=web", 1)
            .settings(s -> s.withExternals(Externals.DEFAULTS.withKnown(known, List.of())));
    world.traffic.calls("shop/web", "20.9.0.1", 443).calls("shop/web", "20.1.0.1", 80);

    List<String> reasons =
        world.recommend().recommendation.edges().stream()
            .map(e -> e.edge().key().port() + " " + e.rating().reviews())
            .toList();

    assertThat(reasons).hasSize(2);
    assertThat(reasons.get(0)).startsWith("80 ").contains("20.1.0.1").doesNotContain("20.9.0.1");
    assertThat(reasons.get(1)).isEqualTo("443 []");
  }

  private static World front(EngineProfile engine, Map<String, String> more) {
    return World.bare()
        .deployment("shop/web", "app=web", 1)
        .engine(engine)
        .service("shop/front", "LoadBalancer", "app=web", more, "TCP 80 8080");
  }

  @Test
  void behindAServiceOfManyNodesTheNodesAreOpenedWhereAnEngineMaySeeThem() {
    Map<String, String> ranges = Map.of("sourceRange", "198.51.100.0/24");
    for (EngineProfile engine : EngineProfile.all()) {
      World world = front(engine, ranges);
      world.traffic.isCalledFrom("198.51.100.7", "shop/web", 8080);

      Outcome outcome = world.recommend();

      boolean nodes =
          engine.ipBlockMatchesNodes()
              && engine.nodeTraffic().loadBalancer() != EngineProfile.LoadBalancer.UNFILTERED;
      assertThat(outcome.rules("shop/web", Direction.INGRESS))
          .as(engine.name())
          .containsExactly(
              (nodes ? "ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 | " : "")
                  + "ipBlock 198.51.100.0/24 : TCP/8080");
    }
  }

  @Test
  void aNodeThatForwardsForADeclaredServiceAdmitsItsClientsTooWhereEitherMayBeSeen() {
    Map<String, String> ranges = Map.of("sourceRange", "198.51.100.0/24");
    World either = front(EngineProfile.GENERIC, ranges);
    World node = front(EngineProfile.CALICO, ranges);
    for (World world : List.of(either, node)) {
      world.traffic.isCalledBy(
          new Party.Node("", "aks-1", false), "", "shop/web", Traffic.TCP, 8080);
    }

    assertThat(either.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly(
            "ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 | ipBlock 198.51.100.0/24 : TCP/8080");
    assertThat(node.recommend().rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 10.224.0.4/32 | ipBlock 10.224.0.5/32 : TCP/8080");
  }

  @Test
  void anInternalLoadBalancerDeclaresTheRangesThatItsOwnerGave() {
    Map<String, String> internal =
        Map.of("internal", "true", "sourceRange", "10.9.0.0/16", "externalTrafficPolicy", "Local");
    World world = front(EngineProfile.GENERIC, internal);
    world.traffic.isCalledBy(Traffic.unmapped(), "10.9.0.7", "shop/web", Traffic.TCP, 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.INGRESS))
        .containsExactly("ipBlock 10.9.0.0/16 : TCP/8080");
    assertThat(outcome.of("shop/web").evidence().get(0).note())
        .isEqualTo("Service shop/front declares its clients: open to its source ranges but pods");
  }
}
