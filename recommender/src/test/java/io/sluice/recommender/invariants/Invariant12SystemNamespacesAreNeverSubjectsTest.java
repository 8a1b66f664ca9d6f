package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managed parts of the cluster are peers; policies for them come only when asked for. */
final class Invariant12SystemNamespacesAreNeverSubjectsTest {
  @TempDir Path folder;

  private Fixture fixture;

  @BeforeEach
  void aWebThatLooksNamesUp() {
    fixture = new Fixture(folder);
    ExampleWorkload dns = fixture.dns();
    ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
    ExampleWorkload tools = fixture.deployment("tools/runner", "app=runner", 1, 9000);
    fixture.looksUp(web, dns).talks(web, tools, 9000).write();
  }

  @Test
  void aSystemNamespaceGetsNoPolicyAndIsStillAPeer() {
    Recommended recommended = Recommended.of(fixture, folder.resolve("out"));

    assertThat(recommended.files().keySet()).noneMatch(file -> file.startsWith("kube-system/"));
    assertThat(recommended.alone().allows("shop/web", "kube-system/coredns", 17, 53)).isTrue();
  }

  @Test
  void aNamespaceThatTheSettingsExcludeIsASystemNamespaceToo() throws IOException {
    Path settings = folder.resolve("sluice.yaml");
    Files.writeString(settings, "scope:\n  exclude:\n    - tools\n");

    Recommended recommended = Recommended.of(fixture, folder.resolve("out"), "--config", settings);

    assertThat(recommended.files().keySet())
        .contains("shop/web.yaml")
        .noneMatch(file -> file.startsWith("tools/"));
  }

  @Test
  void includingThemWritesTheirPoliciesWithAWarning() {
    Recommended recommended = Recommended.of(fixture, folder.resolve("out"), "--include-system");

    assertThat(recommended.files()).containsKey("kube-system/coredns.yaml");
    assertThat(recommended.run().err() + recommended.report().document().path("warnings"))
        .containsIgnoringCase("system");
  }
}
