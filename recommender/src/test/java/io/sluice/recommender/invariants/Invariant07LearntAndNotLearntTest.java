package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single forwarded flow is evidence; what was stopped, and what scans, is not. */
final class Invariant07LearntAndNotLearntTest {
  @TempDir Path folder;

  private Fixture fixture;
  private ExampleWorkload web;
  private ExampleWorkload cart;

  @BeforeEach
  void twoWorkloadsThatTalk() {
    fixture = new Fixture(folder);
    web = fixture.deployment("shop/web", "app=web", 1);
    cart = fixture.deployment("shop/cart", "app=cart", 1, 7070, 9000);
    fixture.talks(web, cart, 7070).talks(web, cart, 7070).talks(web, cart, 7070);
  }

  @Test
  void oneSingleRecordIsLearntAndLabelledAsLowConfidence() {
    fixture.knocks(web, cart, 9000).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(recommended.alone().allows("shop/web", "shop/cart", 6, 9000)).isTrue();
    JsonNode edge = evidence(recommended, "shop/cart", "TCP/9000");
    assertThat(edge.path("records").asLong()).isEqualTo(1);
    assertThat(edge.path("confidence").asText()).isEqualTo("low");
  }

  @Test
  void whatASettingAsksMoreEvidenceForIsWithheldAndNamed() {
    fixture.write();

    Recommended recommended =
        Recommended.of(fixture, folder.resolve("out"), "--min-evidence", "1000");

    assertThat(recommended.report().edges("withheld")).contains("shop/web > shop/cart 7070/TCP");
  }

  @Test
  void aFlowThatAPolicyStoppedIsQuarantinedAndNotLearnt() {
    ExampleWorkload thief = fixture.deployment("shop/thief", "app=thief", 1);
    fixture.isStopped(thief, cart, 7070).talks(thief, web, 80).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(recommended.alone().denies("shop/thief", "shop/cart", 6, 7070)).isTrue();
    assertThat(recommended.report().edges("quarantined"))
        .contains("shop/thief > shop/cart 7070/TCP");
  }

  @Test
  void aScanIsQuarantinedAndNotLearnt() {
    ExampleWorkload scanner = fixture.deployment("shop/scanner", "app=scanner", 1);
    fixture.talks(scanner, web, 80);
    for (int port = 1; port <= 20; port++) {
      fixture.knocks(scanner, cart, port);
    }
    fixture.write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    for (int port = 1; port <= 20; port++) {
      assertThat(recommended.alone().denies("shop/scanner", "shop/cart", 6, port)).isTrue();
    }
    assertThat(recommended.alone().allows("shop/scanner", "shop/web", 6, 80)).isTrue();
    assertThat(recommended.report().document().path("quarantined")).isNotEmpty();
  }

  private static JsonNode evidence(Recommended recommended, String title, String port) {
    for (JsonNode item : recommended.report().workload(title).path("evidence")) {
      if (item.path("port").asText().equals(port)) {
        return item.path("edges").path(0);
      }
    }
    throw new AssertionError("no evidence for " + port);
  }
}
