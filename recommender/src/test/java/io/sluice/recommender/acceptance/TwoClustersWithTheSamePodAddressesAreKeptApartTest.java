package io.sluice.recommender.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters whose pods have the same addresses, and VNet flow logs of both in one container. */
final class TwoClustersWithTheSamePodAddressesAreKeptApartTest {
  @TempDir Path folder;

  private Fixture east;
  private Fixture west;
  private Path container;

  @BeforeEach
  void twoClusters() throws IOException {
    container = folder.resolve("container");
    east = new Fixture(folder.resolve("east"));
    ExampleWorkload web = east.deployment("shop/web", "app=web", 2);
    ExampleWorkload cart = east.deployment("shop/cart", "app=cart", 2, 7070);
    east.talks(web, cart, 7070).nodesTalk().writeVnet();
    west = Fixture.otherCluster(folder.resolve("west"));
    ExampleWorkload api = west.deployment("bank/api", "app=api", 2);
    ExampleWorkload ledger = west.deployment("bank/ledger", "app=ledger", 2, 7070);
    west.talks(api, ledger, 7070).nodesTalk().writeVnet();
    Sluice.copy(east.logs(), container);
    Sluice.copy(west.logs(), container);
  }

  @Test
  void eachRecordCountsForTheClusterOfTheInterfaceThatLoggedIt() {
    List<String> edges =
        Sluice.run(
                "flows",
                container,
                "--cluster",
                "east=" + east.cluster(),
                "--cluster",
                "west=" + west.cluster(),
                "-o",
                "json")
            .report()
            .edges("edges");

    assertThat(edges)
        .containsExactlyInAnyOrder(
            "shop/web > shop/cart 7070/TCP", "bank/api > bank/ledger 7070/TCP");
  }

  @Test
  void eachClusterGetsItsOwnPoliciesInItsOwnFolder() {
    Path out = folder.resolve("out");

    Sluice.Run run =
        Sluice.run(
            "recommend",
            container,
            "--cluster",
            "east=" + east.cluster(),
            "--cluster",
            "west=" + west.cluster(),
            "--engine",
            "generic",
            "--accept-partial",
            "--out-dir",
            out);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Sluice.files(out).keySet())
        .contains("east/shop/cart.yaml", "west/bank/ledger.yaml")
        .noneMatch(file -> file.startsWith("east/bank") || file.startsWith("west/shop"));
    assertThat(Files.exists(out)).isTrue();
  }
}
