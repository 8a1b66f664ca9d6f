package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be seen or said holds a direction open, with the reason and what releases it. */
final class Invariant11NoOutageBySilenceTest {
  private static final String STRANGER = "10.224.9.9";

  @TempDir Path folder;

  private Fixture fixture;
  private ExampleWorkload cart;

  @BeforeEach
  void twoWorkloadsThatTalk() {
    fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
    cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    fixture.talks(web, cart, 7070);
  }

  @Test
  void aPeerThatNobodyKnowsHoldsTheDirectionOpen() {
    fixture.isCalledFrom(STRANGER, cart, 7070).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(isolates(recommended, "cart")).containsExactly(Direction.EGRESS);
    assertThat(holds(recommended, "shop/cart")).anyMatch(h -> h.startsWith("ingress"));
    assertThat(recommended.alone().allowsIn(STRANGER, "shop/cart", 6, 7070)).isTrue();
    assertThat(isolates(recommended, "web")).hasSize(2);
  }

  @Test
  void acceptingWhatIsWithheldClosesTheDirectionWithoutARuleForTheUnknown() {
    fixture.isCalledFrom(STRANGER, cart, 7070).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"), "--accept-withheld");

    assertThat(isolates(recommended, "cart")).hasSize(2);
    assertThat(recommended.alone().allowsIn(STRANGER, "shop/cart", 6, 7070)).isFalse();
    assertThat(recommended.alone().allows("shop/web", "shop/cart", 6, 7070)).isTrue();
  }

  @Test
  void logsThatNeverShowTrafficWithinANodeHoldBothDirectionsOpen() {
    fixture.writeVnet();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(recommended.alone().policies()).isEmpty();
    assertThat(holds(recommended, "shop/cart")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void acceptingThatTheLogsArePartialReleasesBothDirections() {
    fixture.writeVnet();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"), "--accept-partial");

    assertThat(isolates(recommended, "cart")).hasSize(2);
  }

  private static Set<Direction> isolates(Recommended recommended, String name) {
    return recommended.alone().policies().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .isolates();
  }

  private static List<String> holds(Recommended recommended, String title) {
    List<String> holds = new ArrayList<>();
    for (JsonNode hold : recommended.report().workload(title).path("heldOpen")) {
      assertThat(hold.path("detail").asText()).isNotEmpty();
      assertThat(hold.path("release").asText()).startsWith("--accept-");
      holds.add(hold.path("direction").asText() + " " + hold.path("reason").asText());
    }
    return holds;
  }
}
