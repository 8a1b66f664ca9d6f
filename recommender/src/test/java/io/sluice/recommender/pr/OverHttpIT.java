package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.git.GitAccess;
import io.sluice.recommender.pr.git.GitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same against git's own server, which has accounts, hooks and bad days. */
final class OverHttpIT {
  private static final String SHOP = "netpol/prod/shop";
  private static final String CART = "clusters/prod/shop/cart.yaml";
  private static final GitServer.Account BOT = new GitServer.Account("bot", "s3cret", true);

  @TempDir Path folder;
  private Remote remote;
  private GitServer server;
  private final Wish wish = new Wish().calls("shop/cart", 80).calls("pay/api", 443);

  @BeforeEach
  void aServer() throws IOException {
    assumeTrue(GitServer.backend().isPresent(), "git http-backend is not installed");
    remote = Remote.with(folder.resolve("remote.git"), Map.of("README.md", "hello\n"));
    Files.writeString(
        remote.folder().resolve("config"),
        Files.readString(remote.folder().resolve("config")) + "[http]\n\treceivepack = true\n");
    server = new GitServer(folder);
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
      remote.close();
    }
  }

  private Wish.Run run(GitAccess access, Runnable meanwhile) {
    return wish.run(server.url("remote.git"), Optional.empty(), folder, access, meanwhile);
  }

  private Wish.Run run() {
    return run(Wish.access(), () -> {});
  }

  private static GitAccess with(String token) {
    return new GitAccess("bot", Optional.of(token), "Sluice", "sluice@localhost", 20);
  }

  private void hook(String name, String script) throws IOException {
    Path hooks = Files.createDirectories(remote.folder().resolve("hooks"));
    Path hook = Files.writeString(hooks.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void opensUpdatesAndThenLeavesAlone() {
    assertThat(run().kind("shop")).isEqualTo(Kind.OPENED);
    wish.calls("shop/cart", 8443);
    assertThat(run().kind("shop")).isEqualTo(Kind.UPDATED);
    var refs = remote.refs();
    long objects = remote.objects();

    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
    assertThat(remote.refs()).isEqualTo(refs);
    assertThat(remote.objects()).isEqualTo(objects);
    assertThat(remote.files(SHOP).get(CART)).contains("port: 8443");
  }

  @Test
  void theCommitIsTheSameAsOverAPath() {
    run();
    String overHttp = remote.head(SHOP).orElseThrow();
    remote.delete(SHOP);

    wish.apply(remote, folder);

    assertThat(remote.head(SHOP)).contains(overHttp);
  }

  @Test
  void aPersonsPushDuringTheRunIsNotOverwritten() {
    run();
    wish.calls("shop/cart", 9090);
    String[] hers = new String[1];

    Wish.Run run = run(Wish.access(), () -> hers[0] = remote.append(SHOP, CART, "# by hand"));

    assertThat(run.kind("shop")).isEqualTo(Kind.MOVED);
    assertThat(remote.head(SHOP)).contains(hers[0]);
    assertThat(run().kind("shop")).isEqualTo(Kind.STOPPED);
  }

  @Test
  void twoRunsAtOnceMakeTheSameCommit() {
    Wish.Run outer = run(Wish.access(), this::run);

    assertThat(outer.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
  }

  @Test
  void twoRunsAtOnceWithOtherEvidenceLeaveOneOfTheTwo() {
    run();
    wish.calls("shop/cart", 9090);
    String[] other = new String[1];

    Wish.Run outer =
        run(
            Wish.access(),
            () -> {
              wish.ports.get("shop/cart").add(9191);
              run();
              other[0] = remote.head(SHOP).orElseThrow();
            });

    assertThat(outer.kind("shop")).isEqualTo(Kind.MOVED);
    assertThat(remote.head(SHOP)).contains(other[0]);
  }

  @Test
  void aMergedBranchIsDeletedAndAConflictMakesItAnew() {
    run();
    assertThat(remote.merge("netpol/prod/pay")).isTrue();

    Wish.Run run = run();

    assertThat(run.kind("pay")).isEqualTo(Kind.CLOSED);
    assertThat(run.kind("shop")).isEqualTo(Kind.UPDATED);
    assertThat(remote.head("netpol/prod/pay")).isEmpty();
  }

  @Test
  void aHookThatRefusesIsQuotedAndTheOthersGoOn() throws IOException {
    hook(
        "update",
        "case $1 in *shop) echo 'change window is closed' >&2; exit 1;; *) exit 0;; esac");

    Wish.Run run = run();

    assertThat(run.kind("shop")).isEqualTo(Kind.REFUSED);
    assertThat(run.of("shop").detail()).contains("change window is closed");
    assertThat(run.kind("pay")).isEqualTo(Kind.OPENED);
    assertThat(remote.refs().keySet()).containsExactly("main", "netpol/prod/pay");
  }

  @Test
  void aTokenLetsInAndIsNeverShown() {
    server.demands(BOT);

    assertThat(run(with("s3cret"), () -> {}).kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(with("s3cret").toString()).doesNotContain("s3cret");
  }

  @Test
  void withoutATokenItIsSaidWhichVariableToSet() {
    server.demands(BOT);

    assertThat(catchThrowable(this::run))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("SLUICE_GIT_TOKEN");
  }

  @Test
  void aWrongTokenIsSaidToBeRefusedAndNotShown() {
    server.demands(BOT);

    assertThat(catchThrowable(() -> run(with("wr0ng"), () -> {})))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("the token is refused")
        .hasMessageNotContaining("wr0ng");
  }

  @Test
  void aTokenThatMayOnlyReadIsSaidToNeedMore() {
    server.demands(new GitServer.Account("bot", "s3cret", false));

    Wish.Run run = run(with("s3cret"), () -> {});

    assertThat(run.outcomes().values())
        .hasSize(2)
        .allMatch(outcome -> outcome.kind() == Kind.REFUSED)
        .allMatch(outcome -> outcome.detail().contains("read and write"));
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void aServerThatFailsIsNamedAndNothingIsWritten() {
    server.failing.set(503);

    assertThat(catchThrowable(this::run))
        .isInstanceOf(GitException.class)
        .hasMessageContaining(server.url("remote.git"));
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void aRepositoryThatIsNotThereIsNamed() {
    Throwable thrown =
        catchThrowable(
            () ->
                wish.run(
                    server.url("nowhere.git"), Optional.empty(), folder, Wish.access(), () -> {}));

    assertThat(thrown)
        .isInstanceOf(GitException.class)
        .hasMessageContaining("nowhere.git")
        .hasMessageContaining("there is no repository");
  }

  @Test
  void aLongHistoryIsNotReadForIt() {
    for (int i = 0; i < 30; i++) {
      remote.commit("main", new TreeMap<>(Map.of("n" + i, Optional.of("x\n"))));
    }

    assertThat(run().kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(remote.files(SHOP)).containsKey("n0").containsKey(CART);
    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
  }
}
