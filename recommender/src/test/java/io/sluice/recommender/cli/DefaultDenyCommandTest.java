package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recommend --default-deny namespace}. */
final class DefaultDenyCommandTest {
  @TempDir Path folder;

  private Fixture shop() {
    Fixture fixture = new Fixture(folder.resolve("world"));
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 1);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 1, 7070);
    fixture.deployment("kube-system/coredns", "k8s-app=kube-dns", 1, 53);
    return fixture.talks(web, cart, 7070);
  }

  private CommandRun recommend(Fixture fixture) {
    fixture.write();
    return CommandRun.of(
        "recommend",
        fixture.logs(),
        "--cluster",
        fixture.cluster(),
        "--default-deny",
        "namespace",
        "--out-dir",
        folder.resolve("policies"));
  }

  @Test
  void thePolicyOfTheNamespaceIsCountedAndWritten() {
    CommandRun run = recommend(shop());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("3 policies are proposed")
        .contains("namespace shop: default-deny isolates every pod");
    assertThat(TinyWorld.read(folder.resolve("policies/shop/default-deny.yaml")))
        .contains("podSelector: {}")
        .contains("k8s-app: kube-dns");
  }

  @Test
  void whoWasNotSeenIsNamedAndTheNamespaceStaysOpen() {
    Fixture fixture = shop();
    fixture.deployment("shop/idle", "app=idle", 1);

    CommandRun run = recommend(fixture);

    assertThat(run.out())
        .contains("2 policies are proposed")
        .contains("shop/idle (Deployment): no flow of it was seen");
    assertThat(folder.resolve("policies/shop/default-deny.yaml")).doesNotExist();
  }
}
