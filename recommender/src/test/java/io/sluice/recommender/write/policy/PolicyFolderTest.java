package io.sluice.recommender.write.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.recommender.example.Sluice;
import io.sluice.recommender.write.file.OutputException;
import io.sluice.recommender.write.file.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFolderTest {
  @TempDir Path parent;

  private final Scratch scratch = new Scratch();

  @AfterEach
  void nothingTemporaryStaysBehind() throws IOException {
    try (Stream<Path> tree = Files.walk(parent)) {
      assertThat(tree).noneMatch(path -> path.getFileName().toString().startsWith("."));
    }
  }

  @Test
  void everyNamespaceIsAFolderAndEveryFolderHasAKustomization() throws IOException {
    PolicyFolder.Changes changes =
        write(file("shop", "web"), file("shop", "cart"), file("pay", "api"));

    assertThat(changes.written())
        .containsExactly(
            "kustomization.yaml",
            "pay/api.yaml",
            "pay/kustomization.yaml",
            "shop/cart.yaml",
            "shop/kustomization.yaml",
            "shop/web.yaml");
    assertThat(read("shop/kustomization.yaml"))
        .endsWith("resources:\n- cart.yaml\n- web.yaml\nsortOptions:\n  order: fifo\n");
    assertThat(read("kustomization.yaml")).contains("resources:\n- pay\n- shop\n");
  }

  @Test
  void aSecondRunWithTheSamePoliciesTouchesNothing() throws IOException {
    write(file("shop", "web"));
    var before = Files.getLastModifiedTime(out().resolve("shop/web.yaml"));

    PolicyFolder.Changes changes = write(file("shop", "web"));

    assertThat(changes.written()).isEmpty();
    assertThat(changes.unchanged()).hasSize(3);
    assertThat(Files.getLastModifiedTime(out().resolve("shop/web.yaml"))).isEqualTo(before);
  }

  @Test
  void ourOwnFileIsReplacedWhenItsPolicyChanges() throws IOException {
    write(file("shop", "web"));

    PolicyFolder.Changes changes = write(new PolicyFile("", "shop", "web", "kind: other\n"));

    assertThat(changes.written()).containsExactly("shop/web.yaml");
    assertThat(read("shop/web.yaml")).endsWith("kind: other\n");
  }

  @Test
  void anEditedFileOfOursIsKeptAndReportedAndStillListed() throws IOException {
    write(file("shop", "web"), file("shop", "cart"));
    edit("shop/cart.yaml");
    edit("shop/web.yaml");

    PolicyFolder.Changes changes = write(new PolicyFile("", "shop", "web", "kind: other\n"));

    assertThat(changes.kept()).containsExactly("shop/cart.yaml", "shop/web.yaml");
    assertThat(changes.warnings())
        .anyMatch(w -> w.contains("shop/web.yaml would have changed"))
        .anyMatch(w -> w.contains("shop/cart.yaml is wanted no more, but was edited: kept"));
    assertThat(read("shop/web.yaml")).endsWith("# by hand\n");
    assertThat(read("shop/kustomization.yaml")).contains("- cart.yaml\n- web.yaml\n");
  }

  @Test
  void aPolicyOfOursThatNothingWantsStaysAndIsNamedAndStillListed() throws IOException {
    write(file("shop", "web"), file("pay", "api"));

    PolicyFolder.Changes changes = write(file("shop", "web"));

    assertThat(changes.stale()).containsExactly("pay/api.yaml");
    assertThat(changes.removed()).isEmpty();
    assertThat(read("pay/api.yaml")).contains("kind: NetworkPolicy");
    assertThat(read("pay/kustomization.yaml")).contains("resources:\n- api.yaml\n");
    assertThat(read("kustomization.yaml")).contains("resources:\n- pay\n- shop\n");
  }

  @Test
  void aRunThatProposesNothingLeavesEverythingAsItIs() throws IOException {
    write(file("shop", "web"), file("pay", "api"));
    var before = Sluice.files(out());

    PolicyFolder.Changes changes = write();

    assertThat(changes.stale()).containsExactly("pay/api.yaml", "shop/web.yaml");
    assertThat(Sluice.files(out())).isEqualTo(before);
  }

  @Test
  void pruningRemovesAFileOfOursThatNothingWantsAndItsEmptyFolderToo() throws IOException {
    write(file("shop", "web"), file("pay", "api"));

    PolicyFolder.Changes changes = prune(file("shop", "web"));

    assertThat(changes.removed()).containsExactly("pay/api.yaml", "pay/kustomization.yaml");
    assertThat(changes.stale()).isEmpty();
    assertThat(out().resolve("pay")).doesNotExist();
    assertThat(read("kustomization.yaml")).contains("resources:\n- shop\n");
  }

  @Test
  void pruningNeverTouchesFilesThatWeDidNotWrite() throws IOException {
    write(file("shop", "web"), file("pay", "api"));
    put("pay/notes.txt", "mine");
    put("pay/deny.yaml", "kind: NetworkPolicy\n");
    put("deep/er/policy.yaml", GeneratedFile.stamp("kind: elsewhere\n"));

    prune(file("shop", "web"));

    assertThat(read("pay/notes.txt")).isEqualTo("mine");
    assertThat(read("pay/deny.yaml")).isEqualTo("kind: NetworkPolicy\n");
    assertThat(out().resolve("deep/er/policy.yaml")).exists();
    assertThat(out().resolve("pay/api.yaml")).doesNotExist();
  }

  @Test
  void aTargetInsideAnotherOneKeepsItsFilesWhateverIsPrunedAbove() throws IOException {
    PolicyFolder.write(out().resolve("prod"), List.of(file("shop", "web")), false, scratch);
    var inner = Sluice.files(out().resolve("prod"));

    prune(file("shop", "web"));
    prune(file("pay", "api"));

    assertThat(Sluice.files(out().resolve("prod"))).isEqualTo(inner);
  }

  @Test
  void aForeignFileInTheWayIsAnErrorBeforeAnythingIsWritten() throws IOException {
    put("shop/web.yaml", "kind: theirs\n");
    put("pay", "a file where a folder must be");

    assertThatThrownBy(() -> write(file("shop", "web"), file("shop", "cart"), file("pay", "api")))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("nothing was written: pay, shop/web.yaml stand in the way");

    assertThat(Sluice.files(out())).containsOnlyKeys("shop/web.yaml", "pay");
  }

  @Test
  void aLinkIsNeverFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createDirectories(out());
    Files.createSymbolicLink(out().resolve("shop"), elsewhere);

    assertThatThrownBy(() -> write(file("shop", "web"))).hasMessageContaining("shop stands in");

    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aForeignKustomizationIsLeftAloneWithAWarning() throws IOException {
    put("kustomization.yaml", "resources: [mine]\n");
    put("shop/kustomization.yml", "resources: []\n");

    PolicyFolder.Changes changes = write(file("shop", "web"));

    assertThat(read("kustomization.yaml")).isEqualTo("resources: [mine]\n");
    assertThat(out().resolve("shop/kustomization.yaml")).doesNotExist();
    assertThat(changes.written()).containsExactly("shop/web.yaml");
    assertThat(changes.warnings())
        .anyMatch(w -> w.startsWith("kustomization.yaml is not ours") && w.endsWith("list shop"))
        .anyMatch(w -> w.startsWith("shop/kustomization.yml is not ours"));
  }

  @Test
  void aHostileNameNeverBecomesAPath() throws IOException {
    PolicyFolder.Changes changes =
        write(
            file("..", "web"),
            file("shop", "../../etc/passwd"),
            file("shop", "a/b"),
            file("Shop", "web"),
            file("shop", "a".repeat(260)),
            file("shop", ""),
            file("shop", "web"));

    assertThat(changes.warnings()).hasSize(6).allMatch(w -> w.startsWith("not written: "));
    assertThat(Sluice.files(parent))
        .containsOnlyKeys(
            "out/kustomization.yaml", "out/shop/kustomization.yaml", "out/shop/web.yaml");
  }

  @Test
  void severalClustersHaveAFolderEach() {
    PolicyFolder.Changes changes =
        write(
            new PolicyFile("east", "shop", "web", "kind: a\n"),
            new PolicyFile("west", "shop", "web", "kind: b\n"));

    assertThat(changes.written())
        .containsExactly(
            "east/kustomization.yaml",
            "east/shop/kustomization.yaml",
            "east/shop/web.yaml",
            "kustomization.yaml",
            "west/kustomization.yaml",
            "west/shop/kustomization.yaml",
            "west/shop/web.yaml");
  }

  @Test
  void aMoveThatFailsTakesEveryEarlierOneBack() throws IOException {
    write(file("shop", "web"), file("shop", "old"));
    var before = Sluice.files(out());
    List<PolicyFile> wanted =
        List.of(file("new", "a"), new PolicyFile("", "shop", "web", "kind: other\n"));
    FolderPlan plan =
        FolderPlan.of(FolderContents.of(new DiskTree(out()), 1), wanted, path -> false, false);
    put("shop/web.yaml", "changed by somebody after planning\n");
    before.put("shop/web.yaml", "changed by somebody after planning\n");

    assertThatThrownBy(() -> new FolderCommit(out(), plan, scratch).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed by somebody else");

    assertThat(Sluice.files(out())).isEqualTo(before);
    assertThat(out().resolve("new")).doesNotExist();
  }

  @Test
  void anInterruptedRunWritesNothing() {
    scratch.close();

    assertThatThrownBy(() -> write(file("shop", "web"))).isInstanceOf(OutputException.class);

    assertThat(Sluice.files(parent)).isEmpty();
  }

  @Test
  void theFolderMayBeALinkToOne() throws IOException {
    Path real = Files.createDirectory(parent.resolve("real"));
    Files.createSymbolicLink(out(), real);

    write(file("shop", "web"));

    assertThat(real.resolve("shop/web.yaml")).exists();
  }

  private PolicyFolder.Changes write(PolicyFile... files) {
    return PolicyFolder.write(out(), new ArrayList<>(List.of(files)), false, scratch);
  }

  private PolicyFolder.Changes prune(PolicyFile... files) {
    return PolicyFolder.write(out(), new ArrayList<>(List.of(files)), true, scratch);
  }

  private static PolicyFile file(String namespace, String name) {
    return new PolicyFile("", namespace, name, "kind: NetworkPolicy # " + name + "\n");
  }

  private Path out() {
    return parent.resolve("out");
  }

  private String read(String path) throws IOException {
    return Files.readString(out().resolve(path));
  }

  private void put(String path, String content) throws IOException {
    Files.createDirectories(out().resolve(path).getParent());
    Files.writeString(out().resolve(path), content);
  }

  private void edit(String path) throws IOException {
    put(path, read(path) + "# by hand\n");
  }
}
