package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.recommender.example.Enforcement;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much the proposal allows beyond what was seen is counted, and printed. */
final class Invariant09LeastPrivilegeIsMeasuredTest {
  @TempDir Path folder;

  @Test
  void triplesThatAreAllowedAndWereNeverSeenAreCounted() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 3);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    fixture.once(fixture.podsOf(web).get(0), fixture.podsOf(cart).get(0), 7070);
    fixture.once(fixture.podsOf(web).get(1), fixture.podsOf(cart).get(0), 7070);
    fixture.write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    JsonNode excess = recommended.report().document().path("excess");
    assertThat(excess.path("allowed").asLong()).isEqualTo(allowed(recommended.alone(), 7070));
    assertThat(excess.path("observed").asLong()).isEqualTo(2);
    assertThat(excess.path("neverObserved").asLong()).isEqualTo(4);
  }

  /** Counted pod by pod: three of web times two of cart. */
  private static long allowed(Enforcement enforcement, int port) {
    long allowed = 0;
    for (Pod from : enforcement.pods()) {
      for (Pod to : enforcement.pods()) {
        if (from.id() != to.id() && enforcement.allows(from, to, 6, port)) {
          allowed++;
        }
      }
    }
    return allowed;
  }
}
