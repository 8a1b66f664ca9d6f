package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import io.sluice.recommender.example.Report;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No traffic, no policy; and a direction that a policy closes is named. */
final class Invariant08NothingIsIsolatedByAccidentTest {
  @TempDir Path folder;

  private Fixture fixture;

  @BeforeEach
  void oneServerOneClientAndOneThatIdles() {
    fixture = new Fixture(folder);
    fixture.dns();
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    fixture.deployment("shop/idle", "app=idle", 2, 80);
    fixture.talks(web, cart, 7070).write();
  }

  @Test
  void aWorkloadThatWasNotSeenTalkingGetsNoPolicyAndIsNamed() {
    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(recommended.files()).doesNotContainKey("shop/idle.yaml");
    assertThat(recommended.report().workload("shop/idle").path("policy").isMissingNode()).isTrue();
    assertThat(recommended.alone().allows("shop/web", "shop/idle", 6, 80)).isFalse();
    assertThat(recommended.alone().allowsIn("192.0.2.1", "shop/idle", 6, 80)).isTrue();
  }

  @Test
  void aWorkloadWithTrafficIsIsolatedBothWaysAndTheClosedDirectionIsNamed() {
    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(policy(recommended, "cart").orElseThrow().isolates())
        .containsExactlyInAnyOrder(Direction.INGRESS, Direction.EGRESS);
    assertThat(Report.texts(recommended.report().workload("shop/cart").path("closedDirections")))
        .containsExactly("egress");
    assertThat(Report.texts(recommended.report().workload("shop/web").path("closedDirections")))
        .containsExactly("ingress");
  }

  @Test
  void isolatingOnlyIngressLeavesEgressAlone() {
    Recommended recommended =
        Recommended.of(fixture, folder.resolve("out"), "--isolate", "ingress");

    assertThat(policy(recommended, "cart").orElseThrow().isolates())
        .containsExactly(Direction.INGRESS);
    assertThat(recommended.alone().allowsOut("shop/cart", "192.0.2.1", 6, 443)).isTrue();
  }

  private static Optional<NetworkPolicy> policy(Recommended recommended, String name) {
    return recommended.alone().policies().stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
