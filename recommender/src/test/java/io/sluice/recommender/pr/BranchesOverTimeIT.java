package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.git.GitException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.FooterKey;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run after another against a repository that other people change in between. */
final class BranchesOverTimeIT {
  private static final String SHOP = "netpol/prod/shop";
  private static final String CART = "clusters/prod/shop/cart.yaml";

  @TempDir Path folder;
  private Remote remote;
  private final Wish wish = new Wish().calls("shop/cart", 80).calls("pay/api", 443);

  @BeforeEach
  void aRepository() {
    remote = Remote.with(folder.resolve("remote.git"), Map.of("README.md", "hello\n"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  @Test
  void theFirstRunMakesOneCommitOnTheBaseByTheBotDatedByTheEvidence() {
    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(remote.refs().keySet()).containsExactly("main", "netpol/prod/pay", SHOP);
    RevCommit commit = remote.commitOf(SHOP);
    assertThat(commit.getParentCount()).isEqualTo(1);
    assertThat(commit.getParent(0).name()).isEqualTo(remote.head("main").orElseThrow());
    for (PersonIdent who : List.of(commit.getAuthorIdent(), commit.getCommitterIdent())) {
      assertThat(who.getName()).isEqualTo("Sluice");
      assertThat(who.getWhenAsInstant().getEpochSecond()).isEqualTo(wish.endMillis / 1000);
    }
    assertThat(commit.getFooterLines(new FooterKey("Sluice-Key"))).containsExactly("prod/shop");
    assertThat(commit.getFooterLines(new FooterKey("Rule-Digest")))
        .singleElement()
        .asString()
        .startsWith("sha256:");
    assertThat(remote.files(SHOP).keySet())
        .containsExactly(
            "README.md",
            "clusters/prod/kustomization.yaml",
            CART,
            "clusters/prod/shop/kustomization.yaml");
  }

  @Test
  void aSecondRunWritesNothingAtAll() {
    wish.apply(remote, folder);
    var refs = remote.refs();
    long objects = remote.objects();

    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("shop")).isEqualTo(Kind.UNCHANGED);
    assertThat(remote.refs()).isEqualTo(refs);
    assertThat(remote.objects()).isEqualTo(objects);
  }

  @Test
  void theSameEvidenceOnTheSameBaseIsTheSameCommitWhoeverRunsIt() {
    wish.apply(remote, folder);
    String first = remote.head(SHOP).orElseThrow();
    remote.delete(SHOP);

    wish.apply(remote, folder);

    assertThat(remote.head(SHOP)).contains(first);
  }

  @Test
  void laterEvidenceForTheSameRulesPushesNothing() {
    wish.apply(remote, folder);
    var refs = remote.refs();
    wish.endMillis += 86_400_000;

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.UNCHANGED);
    assertThat(remote.refs()).isEqualTo(refs);
  }

  @Test
  void changedRulesAreOneCommitAgain() {
    wish.apply(remote, folder);
    wish.calls("shop/cart", 8443);

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.UPDATED);
    assertThat(remote.commitOf(SHOP).getParent(0).name())
        .isEqualTo(remote.head("main").orElseThrow());
    assertThat(remote.files(SHOP).get(CART)).contains("port: 80\n").contains("port: 8443\n");
  }

  @Test
  void aBaseThatMovedElsewhereChangesNothing() {
    wish.apply(remote, folder);
    remote.write("main", "other.txt", "more\n");
    var refs = remote.refs();

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.UNCHANGED);
    assertThat(remote.refs()).isEqualTo(refs);
  }

  @Test
  void aBaseThatMovedIntoTheSameLinesMakesTheBranchAnew() {
    wish.apply(remote, folder);
    assertThat(remote.merge("netpol/prod/pay")).isTrue();

    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("shop")).isEqualTo(Kind.UPDATED);
    assertThat(run.kind("pay")).isEqualTo(Kind.CLOSED);
    assertThat(remote.files(SHOP).get("clusters/prod/kustomization.yaml"))
        .contains("resources:\n- pay\n- shop\n");
    assertThat(remote.merge(SHOP)).isTrue();
  }

  @Test
  void aCommitOfAPersonOnTheBranchStopsUpdatesForGood() {
    wish.apply(remote, folder);
    String hers = remote.append(SHOP, CART, "# by hand");
    wish.calls("shop/cart", 9090);

    Wish.Run run = wish.apply(remote, folder);

    assertThat(run.kind("shop")).isEqualTo(Kind.STOPPED);
    assertThat(run.of("shop").detail()).contains("Ada");
    assertThat(remote.head(SHOP)).contains(hers);
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.STOPPED);
    assertThat(remote.head(SHOP)).contains(hers);
  }

  @Test
  void aCommitOfAPersonDuringTheRunIsNotOverwritten() {
    wish.apply(remote, folder);
    wish.calls("shop/cart", 9090);
    String[] hers = new String[1];

    Wish.Run run =
        wish.run(
            remote.folder().toString(),
            Optional.empty(),
            folder,
            Wish.access(),
            () -> hers[0] = remote.append(SHOP, CART, "# by hand"));

    assertThat(run.kind("shop")).isEqualTo(Kind.MOVED);
    assertThat(remote.head(SHOP)).contains(hers[0]);
  }

  @Test
  void aBranchThatAPersonMakesDuringTheRunIsNotOverwritten() {
    String[] hers = new String[1];

    Wish.Run run =
        wish.run(
            remote.folder().toString(),
            Optional.empty(),
            folder,
            Wish.access(),
            () -> hers[0] = remote.write(SHOP, "mine.txt", "mine\n"));

    assertThat(run.kind("shop")).isEqualTo(Kind.MOVED);
    assertThat(run.kind("pay")).isEqualTo(Kind.OPENED);
    assertThat(remote.head(SHOP)).contains(hers[0]);
  }

  @Test
  void anAmendedCommitIsForeignAlsoWithTheBotsName() {
    wish.apply(remote, folder);
    RevCommit ours = remote.commitOf(SHOP);
    String amended = amend(ours);
    wish.calls("shop/cart", 9090);

    assertThat(wish.apply(remote, folder).of("shop").detail()).contains("not as Sluice made it");
    assertThat(remote.head(SHOP)).contains(amended);
  }

  /** The same commit, author and trailers, with another content. */
  private String amend(RevCommit ours) {
    remote.move("work", Optional.of(ours));
    remote.append("work", CART, "# changed");
    RevCommit other = remote.commitOf("work");
    try (var inserter = remote.repository().newObjectInserter()) {
      var commit = new org.eclipse.jgit.lib.CommitBuilder();
      commit.setTreeId(other.getTree());
      commit.setParentId(ours.getParent(0));
      commit.setAuthor(ours.getAuthorIdent());
      commit.setCommitter(ours.getCommitterIdent());
      commit.setMessage(ours.getFullMessage());
      var id = inserter.insert(commit);
      inserter.flush();
      remote.move(SHOP, Optional.of(id));
      remote.delete("work");
      return id.name();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aBranchThatSomebodyDeletedIsMadeAgain() {
    wish.apply(remote, folder);
    remote.delete(SHOP);

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.OPENED);
  }

  @Test
  void aMergedBranchGoesAndNothingIsProposedAgain() {
    wish.apply(remote, folder);
    assertThat(remote.merge(SHOP)).isTrue();

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.CLOSED);
    assertThat(remote.head(SHOP)).isEmpty();
    var refs = remote.refs();
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.NOTHING);
    assertThat(remote.refs()).isEqualTo(refs);
  }

  @Test
  void aMergedBranchWithAPersonsCommitIsNotDeleted() {
    wish.apply(remote, folder);
    String hers = remote.write(SHOP, "notes.txt", "why\n");
    assertThat(remote.merge(SHOP)).isTrue();

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.NOTHING);
    assertThat(remote.head(SHOP)).contains(hers);
  }

  @Test
  void whatIsProposedNoMoreIsTakenBack() {
    wish.apply(remote, folder);
    wish.ports.remove("shop/cart");

    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.CLOSED);
    assertThat(remote.refs().keySet()).containsExactly("main", "netpol/prod/pay");
  }

  @Test
  void twoRunsAtOnceMakeTheSameCommitAndBothSucceed() {
    Wish.Run[] inner = new Wish.Run[1];

    Wish.Run outer =
        wish.run(
            remote.folder().toString(),
            Optional.empty(),
            folder,
            Wish.access(),
            () -> inner[0] = wish.apply(remote, folder));

    assertThat(inner[0].kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(outer.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.UNCHANGED);
  }

  @Test
  void noMoreAreOpenedThanMayBeAndTheOthersFollow() {
    wish.maxOpen = 1;
    wish.apply(remote, folder);

    assertThat(remote.refs().keySet()).containsExactly("main", "netpol/prod/pay");
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.WAITING);
    assertThat(remote.merge("netpol/prod/pay")).isTrue();
    assertThat(wish.apply(remote, folder).kind("shop")).isEqualTo(Kind.OPENED);
  }

  @Test
  void aFolderThatIsALinkIsRefused() {
    remote.write("main", "clusters", "elsewhere");

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> wish.apply(remote, folder)))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("clusters is no folder");
  }

  @Test
  void anEmptyRepositoryIsNamedWithWhatHelps() throws Exception {
    Path empty = folder.resolve("empty.git");
    org.eclipse.jgit.api.Git.init().setBare(true).setDirectory(empty.toFile()).call().close();

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> wish.apply(empty.toString(), Optional.empty(), folder)))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("--base");
  }

  @Test
  void changesOfOtherBranchesDoNotConcernUs() {
    remote.commit("feature", new TreeMap<>(Map.of("x", Optional.of("y"))));
    wish.apply(remote, folder);

    assertThat(remote.refs()).containsKey("feature");
    assertThat(Constants.R_HEADS).isEqualTo("refs/heads/");
  }
}
