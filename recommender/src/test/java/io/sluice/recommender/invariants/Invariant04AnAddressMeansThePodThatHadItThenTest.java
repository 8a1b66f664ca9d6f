package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExamplePod;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Report;
import io.sluice.recommender.example.Sluice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs with addresses only, and an address that two pods have one after the other. */
final class Invariant04AnAddressMeansThePodThatHadItThenTest {
  private static final String REUSED = "10.244.50.77";
  private static final Instant HANDED_BACK = Fixture.START.plusSeconds(600);
  private static final Instant TAKEN = HANDED_BACK.plusSeconds(900);

  @TempDir Path folder;

  private Fixture fixture;
  private ExamplePod job;
  private ExamplePod web;
  private ExamplePod database;
  private ExamplePod cart;

  @BeforeEach
  void oneAddressAndTwoPods() {
    fixture = new Fixture(folder);
    ExampleWorkload db = fixture.deployment("shop/db", "app=db", 2, 5432);
    ExampleWorkload carts = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    ExampleWorkload report = fixture.workload("CronJob", "shop/report", "app=report", 0);
    ExampleWorkload front = fixture.deployment("shop/web", "app=web", 0);
    job = fixture.pod(report, REUSED, Fixture.START.minusSeconds(60), Optional.of(HANDED_BACK));
    fixture.pod(report, "10.244.50.78", Fixture.START, Optional.of(HANDED_BACK));
    web = fixture.pod(front, REUSED, TAKEN, Optional.empty());
    database = fixture.podsOf(db).get(1);
    cart = fixture.podsOf(carts).get(1);
  }

  @Test
  void aPodThatReusedAnAddressIsNotBlamedForItsPredecessorsTraffic() {
    fixture.at(Fixture.START.plusSeconds(120)).once(job, database, 5432);
    fixture.at(TAKEN.plusSeconds(300)).once(web, cart, 7070).writeVnet();

    assertThat(flows().edges("edges"))
        .containsExactlyInAnyOrder(
            "shop/report > shop/db 5432/TCP", "shop/web > shop/cart 7070/TCP");
  }

  @Test
  void betweenTheTwoTheAddressIsNobodys() {
    fixture.at(HANDED_BACK.plusSeconds(450)).once(job, database, 5432);
    fixture.at(TAKEN.plusSeconds(300)).once(web, cart, 7070).writeVnet();

    assertThat(flows().edges("edges"))
        .containsExactlyInAnyOrder("unknown > shop/db 5432/TCP", "shop/web > shop/cart 7070/TCP");
  }

  private Report flows() {
    return Sluice.run("flows", fixture.logs(), "--cluster", fixture.cluster(), "-o", "json")
        .report();
  }
}
