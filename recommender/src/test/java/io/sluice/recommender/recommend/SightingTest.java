package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.recommend.confidence.Replicas;
import io.sluice.recommender.recommend.confidence.Sighting;
import org.junit.jupiter.api.Test;

/** The counted facts beside an edge's confidence. */
class SightingTest {
  private final World world =
      World.bare()
          .deployment("shop/web", "app=web", 3)
          .deployment("shop/db", "app=db", 2)
          .finishedPods("Job", "shop/import", "app=import", 1);

  private Sighting of(int port) {
    Recommendation recommendation = world.recommend().recommendation;
    return Sighting.of(
        recommendation.edges().stream()
            .map(JudgedEdge::edge)
            .filter(edge -> edge.key().port() == port)
            .toList(),
        world.inventory(),
        recommendation.window());
  }

  @Test
  void hoursDaysAndQuietHoursAreCountedOverTheHoursWithData() {
    world.traffic.times(50).talks("shop/web", "shop/db", 5432);
    world.traffic.times(30).talks("shop/web", "shop/db", 9187);

    assertThat(of(9187).hours()).isEqualTo(30);
    assertThat(of(9187).days()).isEqualTo(2);
    assertThat(of(9187).quietHours()).isEqualTo(20);
    assertThat(of(5432).quietHours()).isZero();
  }

  @Test
  void podsAreCountedOfThoseThatRun() {
    int web = world.inventory().podsOf(world.workload("shop/web")).first();
    int db = world.inventory().podsOf(world.workload("shop/db")).first();
    world.traffic.logged("shop/web", web, "shop/db", db, 5432);

    assertThat(of(5432).clients()).contains(new Replicas(1, 1, 3));
    assertThat(of(5432).servers()).contains(new Replicas(1, 1, 2));
    assertThat(of(5432).clients().orElseThrow().text()).isEqualTo("1 of 3");
  }

  @Test
  void podsThatAreGoneArePast() {
    world.traffic.talks("shop/import", "shop/db", 5432);

    assertThat(of(5432).clients()).contains(new Replicas(1, 0, 0));
    assertThat(of(5432).clients().orElseThrow().text()).isEqualTo("1 past");
  }

  @Test
  void theOutsideHasNoPods() {
    world.traffic.calls("shop/web", "198.51.100.9", 443);

    assertThat(of(443).servers()).isEmpty();
    assertThat(of(443).reportedBy()).isEqualTo("source side");
    assertThat(of(443).clients()).contains(new Replicas(3, 3, 3));
  }
}
