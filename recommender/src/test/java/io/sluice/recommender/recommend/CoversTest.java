package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.recommend.external.Externals;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks in the place of addresses that are too many. */
class CoversTest {
  private static final String DNS =
      "namespaces kubernetes.io/metadata.name=kube-system and pods k8s-app=kube-dns"
          + " : TCP/53 UDP/53";

  private static World world() {
    return World.withDns().deployment("shop/web", "app=web", 2).deployment("shop/db", "app=db", 1);
  }

  private static List<String> blocks(Outcome outcome, String workload) {
    return outcome.of(workload).evidence().stream()
        .map(e -> e.peer().toString())
        .filter(peer -> peer.startsWith("ipBlock"))
        .distinct()
        .toList();
  }

  @Test
  void addressesStayExactUpToTheLimit() {
    World world = world();
    IntStream.rangeClosed(1, 32)
        .forEach(i -> world.traffic.calls("shop/web", "203.0.113." + i, 443));

    Outcome outcome = world.recommend();

    assertThat(blocks(outcome, "shop/web")).hasSize(32).allMatch(block -> block.endsWith("/32"));
    assertThat(outcome.of("shop/web").notes()).isEmpty();
  }

  @Test
  void moreThanTheLimitAreCoveredAndWhatThatOpensIsSaid() {
    World world = world().settings(s -> s.withMaxExternalAddresses(2));
    for (String address : List.of("203.0.113.4", "203.0.113.7", "198.51.100.1")) {
      world.traffic.calls("shop/web", address, 443);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly(DNS, "ipBlock 198.51.100.1/32 | ipBlock 203.0.113.4/30 : TCP/443");
    assertThat(outcome.of("shop/web").notes())
        .containsExactly("egress opens 2 addresses that were never seen, in 1 block");
    assertThat(outcome.of("shop/web").evidence())
        .filteredOn(e -> e.unseen().signum() > 0)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.unseen()).isEqualTo(BigInteger.TWO);
              assertThat(e.note())
                  .isEqualTo("stands for 2 addresses that were seen, and opens 2 that never were");
              assertThat(e.edges()).hasSize(1);
            });
    assertThat(outcome.recommendation.warnings()).isEmpty();
  }

  @Test
  void addressesWithoutACoverStayExactAndThatIsSaid() {
    World world = world().settings(s -> s.withMaxExternalAddresses(1));
    world.traffic.calls("shop/web", "203.0.113.4", 443).calls("shop/web", "198.51.100.1", 443);

    Outcome outcome = world.recommend();

    assertThat(blocks(outcome, "shop/web"))
        .containsExactly("ipBlock 198.51.100.1/32", "ipBlock 203.0.113.4/32");
    assertThat(outcome.of("shop/web").notes())
        .containsExactly(
            "2 single addresses in one rule: no 1 block of at most /24 for IPv4 and /64 for IPv6"
                + " can stand for them; see externals.maxAddresses and externals.widestPrefix");
  }

  @Test
  void whereNobodyCouldListThemAndNoBlocksStandForThemEgressIsHeldOpen() {
    World world = world();
    world.traffic.times(1);
    IntStream.rangeClosed(1, 1_001)
        .forEach(i -> world.traffic.calls("shop/web", "20." + i % 250 + "." + i / 250 + ".1", 443));

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsExactly("withheld too-many-addresses");
    assertThat(outcome.of("shop/web").holds())
        .singleElement()
        .satisfies(
            hold -> assertThat(hold.detail()).contains("1,001 addresses are more than a policy"));
  }

  @Test
  void widerBlocksNeedTheOperatorsWord() {
    World world =
        world()
            .settings(
                s ->
                    s.withMaxExternalAddresses(1)
                        .withExternals(Externals.DEFAULTS.withWidest(8, 32)));
    world.traffic.calls("shop/web", "203.0.113.4", 443).calls("shop/web", "203.0.114.4", 443);

    assertThat(world.recommend().rules("shop/web", Direction.EGRESS))
        .containsExactly(DNS, "ipBlock 203.0.112.0/22 : TCP/443");
  }

  @Test
  void noBlockHoldsPodsOrServicesOrPrivateRanges() {
    World world =
        World.bare()
            .node("aks-2", "20.1.0.64", "20.1.0.128/26")
            .deployment("shop/web", "app=web", 1)
            .settings(
                s ->
                    s.withMaxExternalAddresses(1)
                        .withExternals(Externals.DEFAULTS.withWidest(8, 32)));
    world.traffic.calls("shop/web", "20.1.0.1", 443).calls("shop/web", "20.1.0.250", 443);
    world.traffic.calls("shop/web", "192.0.2.1", 80).calls("shop/web", "192.200.0.1", 80);

    assertThat(world.recommend().rules("shop/web", Direction.EGRESS))
        .containsExactly(
            "ipBlock 20.1.0.0/24 except [20.1.0.64/32, 20.1.0.128/26] : TCP/443",
            "ipBlock 192.0.0.0/8 except [192.168.0.0/16] : TCP/80");
  }

  @Test
  void anEngineWithoutExceptionsGetsNoBlockAroundPods() {
    World world =
        World.bare()
            .node("aks-2", "20.1.0.64", "20.1.0.128/26")
            .deployment("shop/web", "app=web", 1)
            .engine(EngineProfile.NPM_WINDOWS);
    for (int i = 0; i < 5; i++) {
      world.traffic.calls("shop/web", "20.1.0." + (i + (i < 3 ? 1 : 196)), 443);
    }

    assertThat(blocks(world.recommend(), "shop/web"))
        .containsExactly(
            "ipBlock 20.1.0.1/32",
            "ipBlock 20.1.0.2/31",
            "ipBlock 20.1.0.199/32",
            "ipBlock 20.1.0.200/32");
  }

  @Test
  void theRulesOfAPolicyForNpmShareItsBlocks() {
    World world = world().group("fixed", "192.0.2.0/24").engine(EngineProfile.NPM);
    world.traffic.calls("shop/web", "192.0.2.1", 22);
    for (int i = 1; i <= 4; i++) {
      world.traffic.calls("shop/web", "203.0.113." + i, 443);
      world.traffic.calls("shop/web", "198.51.100." + 16 * i, 80);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly(
            DNS,
            "ipBlock 192.0.2.0/24 : TCP/22",
            "ipBlock 198.51.100.0/26 | ipBlock 198.51.100.64/32 : TCP/80",
            "ipBlock 203.0.113.0/29 : TCP/443");
    assertThat(outcome.recommendation.warnings()).isEmpty();
  }

  @Test
  void aPolicyForNpmThatNoCoverMakesSmallEnoughStaysExactWithAWarning() {
    World world = world().engine(EngineProfile.NPM);
    for (int i = 1; i <= 5; i++) {
      world.traffic.calls("shop/web", "203." + i + ".113.4", 443);
    }

    Outcome outcome = world.recommend();

    assertThat(blocks(outcome, "shop/web")).hasSize(5).allMatch(block -> block.endsWith("/32"));
    assertThat(outcome.recommendation.warnings())
        .anyMatch(w -> w.startsWith("shop/web has 5 ipBlocks"));
  }

  @Test
  void nodesAreOpenedAsAWholeAndCoveredWhereTheyAreMany() {
    World world = world().engine(EngineProfile.NPM);
    for (int i = 2; i < 12; i++) {
      world.node("aks-" + (char) ('a' + i), "10.224.0." + (4 + i), "10.244." + i + ".0/24");
    }
    world.traffic.isCalledBy(new Party.Node("", "aks-1", false), "", "shop/db", Traffic.TCP, 5432);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/db", Direction.INGRESS))
        .containsExactly("ipBlock 10.224.0.4/30 | ipBlock 10.224.0.8/29 : TCP/5432");
    assertThat(outcome.of("shop/db").evidence().get(0).unseen()).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void aPodThatIsBoundToItsNodeIsNamedByThatNodeAlone() {
    World world =
        world()
            .hostPods("Pod", "infra/probe", "app=probe", 1)
            .hostPods("DaemonSet", "infra/agent", "app=agent", 1);
    world.traffic.talks("infra/probe", "shop/db", 5432).talks("infra/agent", "shop/web", 8080);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/db", Direction.INGRESS)).hasSize(1);
    assertThat(blocks(outcome, "shop/db")).hasSize(1);
    assertThat(blocks(outcome, "shop/web"))
        .containsExactly("ipBlock 10.224.0.4/32", "ipBlock 10.224.0.5/32");
  }
}
