package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.Answer;
import org.junit.jupiter.api.Test;

/** A scan of so many ports of one server that they are one edge. */
class FoldedScanTest {
  private static final int FIRST = 1000;
  private static final int PORTS = 300;

  private static World world() {
    World world =
        World.withDns()
            .deployment("shop/web", "app=web", 2)
            .deployment("shop/db", "app=db", 1)
            .deployment("shop/cache", "app=cache", 1);
    world.traffic.talks("shop/web", "shop/db", 5432);
    world.traffic.times(1).answered(Answer.NO);
    return world;
  }

  private static World scannedByAPod() {
    World world = world();
    for (int port = FIRST; port < FIRST + PORTS; port++) {
      world.traffic.talks("shop/web", "shop/db", port);
    }
    return world;
  }

  /** Two of three addresses tried each port. */
  private static World scannedFromOutside() {
    World world = world();
    for (int port = FIRST; port < FIRST + PORTS; port++) {
      world.traffic.isCalledFrom("203.0.113." + (7 + port % 3), "shop/db", port);
      world.traffic.isCalledFrom("203.0.113." + (7 + (port + 1) % 3), "shop/db", port);
    }
    return world;
  }

  @Test
  void itIsOneQuarantinedEdgeAndWhatIsUsedStaysUsed() {
    Outcome outcome = scannedByAPod().recommend();

    assertThat(outcome.standings()).containsExactlyInAnyOrder("used", "quarantined scan");
    assertThat(outcome.passes("shop/web", "shop/db", 5432)).isTrue();
    assertThat(outcome.passes("shop/web", "shop/db", FIRST + 3)).isFalse();
  }

  @Test
  void aDoorThatItFoundOpenElsewhereIsNotLearnt() {
    World world = scannedByAPod();
    world.traffic.answered(Answer.YES).talks("shop/web", "shop/cache", FIRST + 3);

    Outcome outcome = world.recommend();

    assertThat(outcome.standings()).contains("quarantined answered-scan");
    assertThat(outcome.passes("shop/web", "shop/cache", FIRST + 3)).isFalse();
  }

  @Test
  void oneFromManyAddressesIsAScanAsWell() {
    assertThat(scannedFromOutside().recommend().standings())
        .containsExactlyInAnyOrder("used", "quarantined scan");
  }

  @Test
  void aDoorThatOneOfManyAddressesFoundOpenIsNotLearntUnlessOthersUseIt() {
    World touched = scannedFromOutside();
    touched.traffic.answered(Answer.YES).isCalledFrom("203.0.113.8", "shop/cache", FIRST + 3);
    World used = scannedFromOutside();
    used.traffic.answered(Answer.YES).isCalledFrom("203.0.113.8", "shop/cache", FIRST + 3);
    used.traffic.isCalledFrom("198.51.100.1", "shop/cache", FIRST + 3);

    assertThat(touched.recommend().standings()).contains("quarantined answered-scan");
    assertThat(used.recommend().standings()).doesNotContain("quarantined answered-scan");
  }
}
