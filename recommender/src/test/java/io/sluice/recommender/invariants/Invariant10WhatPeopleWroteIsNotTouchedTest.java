package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.example.Recommended;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only files with our marker and an intact hash are ever replaced or removed. */
final class Invariant10WhatPeopleWroteIsNotTouchedTest {
  @TempDir Path folder;

  private Fixture fixture;
  private Path out;
  private ExampleWorkload web;

  @BeforeEach
  void aWorldAndAFolder() {
    fixture = new Fixture(folder);
    out = folder.resolve("out");
    web = fixture.deployment("shop/web", "app=web", 1);
    ExampleWorkload cart = fixture.deployment("shop/cart", "app=cart", 1, 7070);
    fixture.talks(web, cart, 7070).write();
  }

  @Test
  void aFileThatSomebodyWroteStaysAsItIsAlsoWhereOursWouldHaveItsName() throws IOException {
    Path human = out.resolve("shop/cart.yaml");
    Files.createDirectories(human.getParent());
    Files.writeString(human, "# ours, by hand\n");

    Sluice.Run run =
        Sluice.run("recommend", fixture.logs(), "--cluster", fixture.cluster(), "--out-dir", out);

    assertThat(Files.readString(human)).isEqualTo("# ours, by hand\n");
    assertThat(run.err()).contains("cart.yaml");
  }

  @Test
  void aGeneratedFileThatSomebodyChangedIsKept() throws IOException {
    Recommended.of(fixture, out);
    Path edited = out.resolve("shop/cart.yaml");
    String changed = Files.readString(edited).replace("7070", "7071");
    Files.writeString(edited, changed);

    Sluice.Run run =
        Sluice.run("recommend", fixture.logs(), "--cluster", fixture.cluster(), "--out-dir", out);

    assertThat(Files.readString(edited)).isEqualTo(changed);
    assertThat(run.err()).contains("cart.yaml");
  }

  @Test
  void ourOwnUnchangedFilesAreReplacedAndThoseNoLongerWantedAreRemovedOnlyWhenPruned()
      throws IOException {
    Recommended.of(fixture, out);
    Files.writeString(out.resolve("shop/notes.txt"), "keep me\n");
    Fixture later = new Fixture(folder.resolve("later"));
    ExampleWorkload other = later.deployment("shop/web", "app=web", 1);
    ExampleWorkload mail = later.deployment("shop/mail", "app=mail", 1, 25);
    later.talks(other, mail, 25).write();

    Recommended.of(later, out);
    assertThat(Sluice.files(out)).containsKeys("shop/mail.yaml", "shop/cart.yaml");
    Recommended.of(later, out, "--prune");

    assertThat(Sluice.files(out))
        .containsKeys("shop/web.yaml", "shop/mail.yaml", "shop/notes.txt")
        .doesNotContainKey("shop/cart.yaml");
    assertThat(Files.readString(out.resolve("shop/web.yaml")))
        .contains("25")
        .doesNotContain("7070");
  }
}
