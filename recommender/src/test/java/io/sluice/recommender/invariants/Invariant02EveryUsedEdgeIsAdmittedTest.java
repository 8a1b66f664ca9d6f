package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.Enforcement;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fields;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was seen and learnt goes through the policies that are proposed from it. */
final class Invariant02EveryUsedEdgeIsAdmittedTest {
  private static final long SEED = Long.getLong("seed", 20261105L);

  @TempDir Path folder;

  /** One workload that talked to another. */
  private record Seen(ExampleWorkload client, ExampleWorkload server, int port) {}

  @Test
  void inRandomWorldsEverythingSeenGoesThroughTheWrittenPoliciesAlone() {
    for (int round = 0; round < 6; round++) {
      Path world = folder.resolve("world-" + round);
      Fixture fixture = new Fixture(world);
      List<Seen> seen = fill(fixture, new Random(SEED + round));

      Enforcement alone =
          Recommended.of(fixture.write(), world.resolve("out"), "--replace").alone();

      for (Seen edge : seen) {
        assertThat(alone.allows(edge.client.title(), edge.server.title(), 6, edge.port))
            .as("seed %s round %s: %s", SEED, round, edge)
            .isTrue();
      }
    }
  }

  @Test
  void besideCurrentPoliciesThatStayEverythingSeenGoesThroughBothTogether() {
    Fixture fixture = new Fixture(folder);
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    fixture.policy(
        "shop",
        "deny-all",
        Fields.of("podSelector", Fields.of(), "policyTypes", List.of("Ingress", "Egress")));
    fixture.talks(web, cart, 7070).write();

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(recommended.withCurrent().allows("shop/web", "shop/cart", 6, 7070)).isTrue();
  }

  private static List<Seen> fill(Fixture fixture, Random random) {
    ExampleWorkload dns = fixture.dns();
    List<ExampleWorkload> workloads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String labels = random.nextBoolean() ? "app=a" + i : "app=a,part=p" + i;
      workloads.add(
          fixture.deployment("ns" + i % 2 + "/app" + i, labels, 1 + random.nextInt(3), 80, 8080));
    }
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ExampleWorkload client = workloads.get(random.nextInt(workloads.size()));
      ExampleWorkload server = workloads.get(random.nextInt(workloads.size()));
      int port = random.nextBoolean() ? 80 : 8080;
      fixture.talks(client, server, port);
      seen.add(new Seen(client, server, port));
      if (random.nextBoolean()) {
        fixture.looksUp(client, dns);
        fixture.calls(client, "203.0.113." + (1 + random.nextInt(200)), 443);
      }
    }
    return seen;
  }
}
