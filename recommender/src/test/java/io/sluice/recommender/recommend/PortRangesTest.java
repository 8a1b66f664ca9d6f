package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.ingest.Answer;
import io.sluice.recommender.recommend.confidence.Review;
import io.sluice.recommender.recommend.privilege.Excess;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ports that a server hands out, and what becomes of them in rules. */
class PortRangesTest {
  private static final Instant BEGIN = World.TAKEN_AT.minusSeconds(2 * 86_400);
  private static final String APP = "app=web";

  private static World shop() {
    return World.bare().deployment("shop/web", APP, 1).deployment("shop/ftp", "app=ftp", 1);
  }

  /** A transfer or two in every hour of a day, on ports of a hundred, seven apart. */
  private static World transfers(World world, int first) {
    for (int i = 0; i < 36; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 2400L)).times(1);
      world.traffic.talks("shop/web", "shop/ftp", first + (i * 7) % 101);
    }
    return world;
  }

  private static World withControl(World world) {
    world.traffic.from(BEGIN).times(24).talks("shop/web", "shop/ftp", 21).times(1);
    return world;
  }

  private static List<String> reviews(Outcome outcome) {
    return outcome.recommendation.edges().stream()
        .map(JudgedEdge::rating)
        .map(rating -> rating.reviews())
        .flatMap(Collection::stream)
        .map(Review::kind)
        .map(Review.Kind::word)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<JudgedEdge> drawn(Outcome outcome) {
    return outcome.recommendation.edges().stream().filter(e -> e.edge().key().port() > 1024);
  }

  @Test
  void passiveFtpOverADayIsOneRange() {
    Outcome outcome = withControl(transfers(shop(), 30_000)).recommend();

    assertThat(outcome.rules("shop/ftp", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/21 TCP/30000-30098");
    assertThat(outcome.rules("shop/web", Direction.EGRESS))
        .containsExactly("pods app=ftp : TCP/21 TCP/30000-30098");
    assertThat(outcome.passes("shop/web", "shop/ftp", 30_050)).isTrue();
    assertThat(outcome.passes("shop/web", "shop/ftp", 30_101)).isFalse();
  }

  @Test
  void aRangeSaysHowManyOfItsPortsWereSeenAndCountsTheRestAsNeverObserved() {
    Outcome outcome = withControl(transfers(shop(), 30_000)).recommend();

    RuleEvidence range =
        outcome.of("shop/ftp").evidence().stream()
            .filter(item -> item.portsSeen() > 1)
            .findFirst()
            .orElseThrow();
    assertThat(range.portsSeen()).isEqualTo(36);
    assertThat(range.edges()).allMatch(edge -> edge.confidence() == Confidence.MEDIUM);
    assertThat(range.edges()).hasSize(36);
    assertThat(range.note())
        .isEqualTo(
            "36 of 99 ports seen; negotiated range TCP/30000-30098: handed out by FTP on TCP/21");
    assertThat(outcome.recommendation.excess()).isEqualTo(new Excess(100, 37, 63));
  }

  @Test
  void aRangeIsNeverOfHighConfidenceAndIsLookedAtFirst() {
    World world = withControl(shop());
    for (int port = 30_000; port < 30_012; port++) {
      world
          .traffic
          .from(BEGIN.minusSeconds(3 * 86_400))
          .times(72)
          .talks("shop/web", "shop/ftp", port);
    }

    Outcome outcome = world.recommend();

    assertThat(reviews(outcome)).containsExactly("port-range");
    assertThat(drawn(outcome)).allMatch(edge -> edge.confidence() == Confidence.MEDIUM);
  }

  @Test
  void portsThatAreDenseAndComeBackAreARangeWithoutAnythingBesideThem() {
    World world = shop();
    for (int i = 0; i < 48; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 1800L)).times(1);
      world.traffic.talks("shop/web", "shop/ftp", 20_000 + (i * 17) % 40);
    }

    assertThat(world.recommend().rules("shop/ftp", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/20000-20039");
  }

  @Test
  void anEndpointMapperHandsOutItsWholeDynamicRange() {
    World world = shop();
    world.traffic.from(BEGIN).times(24).talks("shop/web", "shop/ftp", 135).times(1);
    for (int i = 0; i < 14; i++) {
      world
          .traffic
          .from(BEGIN.plusSeconds(i * 3600L))
          .talks("shop/web", "shop/ftp", 49_200 + i * 1100);
    }

    assertThat(world.recommend().rules("shop/ftp", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/135 TCP/49152-65535");
  }

  @Test
  void mediaOverUdpIsARangeOfUdpBesideTheCallsThatNegotiateIt() {
    World world = shop();
    world.traffic.from(BEGIN).times(24).talks("shop/web", "shop/ftp", Traffic.UDP, 5060).times(1);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 3600L));
      world.traffic.talks("shop/web", "shop/ftp", Traffic.UDP, 10_000 + 2 * random.nextInt(5000));
    }

    assertThat(world.recommend().rules("shop/ftp", Direction.INGRESS))
        .singleElement()
        .asString()
        .matches("pods app=web : UDP/5060 UDP/1\\d{4}-1\\d{4}");
  }

  @Test
  void nodePortsOfManyServicesAreOneRangeOnAllNodes() {
    World world = shop();
    for (int i = 0; i < 40; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 3600L)).times(2);
      world.traffic.calls(
          "shop/web",
          new Party.Node("", "aks-" + i % 2, false),
          "10.224.0." + (4 + i % 2),
          Traffic.TCP,
          30_000 + (i * 61) % 1000);
    }

    assertThat(world.recommend().rules("shop/web", Direction.EGRESS))
        .singleElement()
        .asString()
        .contains("10.224.0.4/32", "10.224.0.5/32")
        .matches(".* : TCP/30000-309\\d\\d");
  }

  @Test
  void aScanThatIsAnsweredEverywhereIsNoRange() {
    World world = shop();
    world.traffic.from(BEGIN).times(1);
    for (int port = 20_000; port < 20_060; port++) {
      world.traffic.talks("shop/web", "shop/ftp", port);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsOnly("withheld varying-port");
    assertThat(outcome.of("shop/ftp").policy()).isEmpty();
  }

  @Test
  void aSlowScanThatTriesEachPortOnceIsNoRange() {
    World world = shop();
    for (int i = 0; i < 240; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 360L)).times(1);
      world.traffic.talks("shop/web", "shop/ftp", 20_000 + (i * 7) % 241);
    }

    assertThat(world.recommend().standings()).containsOnly("withheld varying-port");
  }

  @Test
  void whatAScannerWasAnsweredMakesNoRange() {
    World world = withControl(shop().deployment("shop/other", "app=other", 1));
    world.traffic.from(BEGIN).times(2).answered(Answer.NO);
    for (int port = 1; port <= 30; port++) {
      world.traffic.talks("shop/web", "shop/other", port);
    }
    world.traffic.answered(Answer.YES);

    Outcome outcome = transfers(world, 30_000).recommend();

    assertThat(reviews(outcome)).doesNotContain("port-range");
  }

  @Test
  void portsDeclaredInARowAreARangeOnceSeveralAreUsed() {
    String ports =
        String.join(
            ",",
            Stream.iterate(30_000, port -> port + 1)
                .limit(101)
                .map(port -> "{\"containerPort\": " + port + "}")
                .toList());
    World world =
        World.bare()
            .deployment("shop/web", APP, 1)
            .podWith(
                "shop/ftp",
                "app=ftp",
                "{\"spec\": {\"containers\": [{\"name\": \"ftp\", \"ports\": [" + ports + "]}]}}");
    world.traffic.from(BEGIN).times(1);
    List.of(30_002, 30_050, 30_099).forEach(p -> world.traffic.talks("shop/web", "shop/ftp", p));

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/ftp", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/30000-30100");
    assertThat(outcome.of("shop/ftp").evidence().get(0).note())
        .isEqualTo(
            "3 of 101 ports seen; declared range TCP/30000-30100: the server declares each of them");
    assertThat(reviews(outcome)).containsExactly("port-range");
  }

  @Test
  void anEngineWithoutEndPortGetsThePortsOneByOneAndAWarning() {
    Outcome outcome =
        withControl(transfers(shop(), 30_000)).engine(EngineProfile.CILIUM_BEFORE_1_17).recommend();

    assertThat(outcome.policy("shop/ftp").rules(Direction.INGRESS).get(0).ports()).hasSize(37);
    assertThat(outcome.passes("shop/web", "shop/ftp", 30_050)).isFalse();
    assertThat(outcome.recommendation.warnings())
        .contains(
            "shop/ftp, ingress: this engine does not know endPort, so of the negotiated range"
                + " TCP/30000-30098 only the 36 ports that were seen are open; others of it will be"
                + " denied");
  }

  @Test
  void tooFewPortsForARangeHoldOpenBecauseNoneOfThemWillDoTomorrow() {
    World world = shop();
    for (int i = 0; i < 5; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 7200L)).times(1);
      world.traffic.talks("shop/web", "shop/ftp", 40_000 + i * 2111);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).containsOnly("withheld varying-port");
    assertThat(outcome.holds("shop/ftp")).containsExactly("ingress varying-port --accept-withheld");
    assertThat(outcome.holds("shop/web")).containsExactly("egress varying-port --accept-withheld");
  }

  @Test
  void fewTransfersBesideFtpHoldOpenOnWhicheverPorts() {
    World world = withControl(shop());
    for (int i = 0; i < 5; i++) {
      world.traffic.from(BEGIN.plusSeconds(i * 7200L)).times(1);
      world.traffic.talks("shop/web", "shop/ftp", 30_000 + i * 7);
    }

    assertThat(world.recommend().holds("shop/ftp"))
        .containsExactly("ingress varying-port --accept-withheld");
  }

  @Test
  void aSingleEphemeralPortThatIsSeenAgainIsARuleOfLowConfidenceAndLookedAtFirst() {
    World world = shop();
    world
        .traffic
        .from(BEGIN.minusSeconds(3 * 86_400))
        .times(96)
        .talks("shop/web", "shop/ftp", 45_678);

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/ftp", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/45678");
    assertThat(drawn(outcome)).allMatch(edge -> edge.confidence() == Confidence.LOW);
    assertThat(reviews(outcome)).containsExactly("ephemeral-port");
  }

  @Test
  void aDeclaredEphemeralPortIsLikeAnyOther() {
    World world =
        shop().service("shop/ftp", "ClusterIP", "app=ftp", java.util.Map.of(), "TCP 80 45678");
    world
        .traffic
        .from(BEGIN.minusSeconds(3 * 86_400))
        .times(96)
        .talks("shop/web", "shop/ftp", 45_678);

    Outcome outcome = world.recommend();

    assertThat(drawn(outcome)).allMatch(edge -> edge.confidence() == Confidence.HIGH);
    assertThat(reviews(outcome)).isEmpty();
  }

  @Test
  void portsSideBySideAreWrittenAsARangeWhereThatIsShorter() {
    World world = shop();
    for (int port : List.of(9092, 9093, 9094, 9095, 8080, 8081, 8082)) {
      world.traffic.talks("shop/web", "shop/ftp", port);
    }

    Outcome outcome = world.recommend();

    assertThat(outcome.rules("shop/ftp", Direction.INGRESS))
        .containsExactly("pods app=web : TCP/8080 TCP/8081 TCP/8082 TCP/9092-9095");
    assertThat(outcome.recommendation.excess()).isEqualTo(new Excess(7, 7, 0));
    assertThat(reviews(outcome)).isEmpty();
  }
}
