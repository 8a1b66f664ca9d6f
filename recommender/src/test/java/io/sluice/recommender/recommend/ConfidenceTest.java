package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static Confidence after(int hours) {
    World world =
        World.bare().deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);
    world.traffic.times(hours).talks("shop/web", "shop/db", 5432);
    return world.recommend().of("shop/db").confidence();
  }

  @Test
  void confidenceGrowsWithHoursAndDays() {
    assertThat(after(1)).isEqualTo(Confidence.LOW);
    assertThat(after(2)).isEqualTo(Confidence.MEDIUM);
    assertThat(after(30)).isEqualTo(Confidence.MEDIUM);
    assertThat(after(60)).isEqualTo(Confidence.HIGH);
  }

  @Test
  void aWorkloadIsAsSureAsItsWeakestEdge() {
    World world =
        World.bare().deployment("shop/web", "app=web", 1).deployment("shop/db", "app=db", 1);
    world.traffic.times(60).talks("shop/web", "shop/db", 5432);
    world.traffic.times(1).talks("shop/web", "shop/db", 9187);

    assertThat(world.recommend().of("shop/db").confidence()).isEqualTo(Confidence.LOW);
  }
}
