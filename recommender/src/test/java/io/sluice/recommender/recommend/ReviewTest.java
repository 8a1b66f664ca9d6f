package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.recommend.confidence.Review;
import io.sluice.recommender.recommend.confidence.Review.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which edges are looked at before anything else, and are never well known. */
class ReviewTest {
  private static final Instant START = Instant.parse("2026-02-20T00:00:00Z");

  private World world;

  @BeforeEach
  void aClusterThatIsWatchedForTenDays() {
    world =
        World.bare()
            .deployment("shop/web", "app=web", 2)
            .deployment("shop/db", "app=db", 1)
            .deployment("pay/api", "app=api", 1);
    world.traffic.from(START).times(240).talks("shop/web", "shop/db", 5432);
  }

  private JudgedEdge edge(int port) {
    return world.recommend().recommendation.edges().stream()
        .filter(edge -> edge.edge().key().port() == port)
        .findFirst()
        .orElseThrow();
  }

  private List<Kind> kinds(int port) {
    return edge(port).rating().reviews().stream().map(Review::kind).toList();
  }

  @Test
  void whatIsSeenEveryHourBetweenTwoWorkloadsIsWellKnown() {
    assertThat(kinds(5432)).isEmpty();
    assertThat(edge(5432).confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void trafficToAMetadataEndpointIsNeverWellKnown() {
    world.traffic.calls("shop/web", "169.254.169.254", 80);
    world.traffic.calls("shop/web", "168.63.129.16", 32526);

    assertThat(kinds(80)).containsExactly(Kind.METADATA_ENDPOINT);
    assertThat(kinds(32526)).containsExactly(Kind.METADATA_ENDPOINT);
    assertThat(edge(80).confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(edge(80).rating().reviews().get(0).detail()).contains("169.254.169.254");
  }

  @Test
  void healthProbesThatComeFromThePlatformAddressAreNoCallsToIt() {
    world.flags("--show-client-addresses");
    world.traffic.isCalledFrom("168.63.129.16", "shop/web", 8080);

    assertThat(kinds(8080)).isEmpty();
  }

  @Test
  void theDnsOfThePlatformAddressIsNoMetadata() {
    world.traffic.calls("shop/web", "168.63.129.16", 53);

    assertThat(kinds(53)).isEmpty();
  }

  @Test
  void localResolversAreNeitherMetadataNorTheInternet() {
    world.traffic.calls("shop/web", "169.254.20.10", 53);

    assertThat(kinds(53)).isEmpty();
  }

  @Test
  void aPublicDestinationIsWellKnownOnlyIfSomebodyNamedIt() {
    world.traffic.every(Duration.ofHours(3)).times(80);
    world.traffic.calls("shop/web", "203.0.113.7", 443).calls("shop/web", "198.51.100.9", 8443);
    world.group("payments", "203.0.113.0/24");

    assertThat(kinds(443)).isEmpty();
    assertThat(edge(443).confidence()).isEqualTo(Confidence.HIGH);
    assertThat(kinds(8443)).containsExactly(Kind.UNNAMED_DESTINATION);
    assertThat(edge(8443).confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void oneNamedAddressDoesNotCoverAnotherOneOfTheSameEdge() {
    world.traffic.every(Duration.ofHours(3)).times(80);
    world.traffic.calls("shop/web", "203.0.113.7", 443).calls("shop/web", "198.51.100.9", 443);
    world.group("payments", "203.0.113.0/24");

    assertThat(edge(443).rating().reviews())
        .extracting(Review::detail)
        .containsExactly("198.51.100.9 is in no group of externals.groups");
  }

  @Test
  void anEdgeAcrossNamespacesThatAppearsNearTheEndIsNew() {
    world.traffic.from(START.plus(Duration.ofHours(217))).times(20);
    world.traffic.talks("shop/web", "pay/api", 8080).talks("shop/web", "shop/db", 9187);

    assertThat(kinds(8080)).containsExactly(Kind.NEW_ACROSS_NAMESPACES);
    assertThat(kinds(9187)).as("within one namespace").isEmpty();
  }

  @Test
  void anEdgeAcrossNamespacesThatAppearsEarlierIsNotNew() {
    world.traffic.from(START.plus(Duration.ofHours(214))).times(20);
    world.traffic.talks("shop/web", "pay/api", 8080);

    assertThat(kinds(8080)).isEmpty();
  }

  @Test
  void onTheFirstDayEverythingIsNewAndNothingIsCalledSo() {
    World young =
        World.bare().deployment("shop/web", "app=web", 1).deployment("pay/api", "app=api", 1);
    young.traffic.from(START).times(24).talks("shop/web", "pay/api", 80);
    young.traffic.from(START.plus(Duration.ofHours(23))).times(1);
    young.traffic.talks("shop/web", "pay/api", 8080);
    world = young;

    assertThat(kinds(8080)).isEmpty();
  }

  @Test
  void aCallRoundTheClockThatIsAlwaysAsFrequentIsABeacon() {
    world
        .traffic
        .every(Duration.ofMinutes(20))
        .times(3 * 100)
        .calls("pay/api", "198.51.100.9", 443);

    assertThat(kinds(443)).containsExactly(Kind.BEACON, Kind.UNNAMED_DESTINATION);
    assertThat(edge(443).rating().reviews().get(0).detail())
        .isEqualTo(
            "in 100 of 100 hours, each with about 3.0 records; over 4 days that varies by 0.0 %");
  }

  @Test
  void whatIsNamedIsNoBeacon() {
    world.traffic.times(100).calls("pay/api", "198.51.100.9", 443);
    world.group("telemetry", "198.51.100.0/24");

    assertThat(kinds(443)).isEmpty();
  }

  @Test
  void whatPausesIsNoBeacon() {
    world.traffic.every(Duration.ofHours(2)).times(100).calls("pay/api", "198.51.100.9", 443);

    assertThat(kinds(443)).containsExactly(Kind.UNNAMED_DESTINATION);
  }

  @Test
  void whatGrowsFromDayToDayIsNoBeacon() {
    world.traffic.times(48).calls("pay/api", "198.51.100.9", 443);
    world.traffic.from(START.plus(Duration.ofHours(24))).times(24);
    world.traffic.calls("pay/api", "198.51.100.9", 443);

    assertThat(kinds(443)).containsExactly(Kind.UNNAMED_DESTINATION);
  }

  @Test
  void elevenHoursAreNoBeacon() {
    world.traffic.from(START.plus(Duration.ofHours(18))).times(11);
    world.traffic.calls("pay/api", "198.51.100.9", 443);
    world.traffic.times(12).calls("pay/api", "198.51.100.9", 8443);

    assertThat(kinds(443)).doesNotContain(Kind.BEACON);
    assertThat(kinds(8443)).contains(Kind.BEACON);
  }
}
