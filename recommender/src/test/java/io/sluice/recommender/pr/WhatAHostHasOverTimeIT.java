package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.body.Marker;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run after another against a host that people use too, and that may refuse. */
final class WhatAHostHasOverTimeIT {
  private static final String SHOP = "netpol/prod/shop";

  @TempDir Path folder;
  private Remote remote;
  private MemoryHost host;
  private final Wish wish = new Wish().calls("shop/cart", 80).calls("pay/api", 443);

  @BeforeEach
  void aRepositoryAndAHost() {
    remote = Remote.with(folder.resolve("remote.git"), Map.of("README.md", "hello\n"));
    host = new MemoryHost(remote);
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private Wish.Run run() {
    return wish.apply(remote.folder().toString(), Optional.of(host), folder);
  }

  private PullRequest shop() {
    return host.find(SHOP).orElseThrow();
  }

  @Test
  void aLabelOfAPersonThatOnlyBeginsLikeOursStaysAndIsNoReasonToWrite() {
    run();
    TreeSet<String> ours = new TreeSet<>(shop().labels());
    TreeSet<String> all = new TreeSet<>(ours);
    all.add("netpolicy-approved");
    host.relabel(shop(), all);
    int writes = host.writes;

    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
    assertThat(host.writes).isEqualTo(writes);
    all.remove("netpol/add");
    host.relabel(shop(), all);
    assertThat(run().kind("shop")).isEqualTo(Kind.UPDATED);
    assertThat(shop().labels()).containsAll(ours).contains("netpolicy-approved");
  }

  @Test
  void aLabelThatTheHostSpellsOtherwiseIsTheSame() {
    run();
    TreeSet<String> shouted = new TreeSet<>();
    shop().labels().forEach(label -> shouted.add(label.replace("netpol", "Netpol")));
    host.relabel(shop(), shouted);

    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
  }

  @Test
  void anUpdateThatTheHostRefusedAfterThePushIsMadeUpForByTheNextRun() {
    run();
    wish.calls("shop/cart", 8443);
    host.refusing = SHOP;
    Wish.Run refused = run();
    assertThat(refused.of("shop").detail())
        .contains("commit " + remote.head(SHOP).orElseThrow() + " is pushed")
        .contains("may not write " + SHOP);
    String before = shop().body();
    host.refusing = "";

    assertThat(run().kind("shop")).isEqualTo(Kind.UPDATED);
    assertThat(shop().body()).isNotEqualTo(before);
    assertThat(Marker.ruleDigest(shop().body())).contains(run().plan("shop").digests().rules());
    int writes = host.writes;
    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
    assertThat(host.writes).isEqualTo(writes);
  }

  @Test
  void aNewOneInPlaceOfAClosedOneThatTheHostRefusedIsOpenedByTheNextRun() {
    run();
    host.set(shop(), State.CLOSED);
    wish.calls("shop/cart", 8443);
    host.refusing = SHOP;
    assertThat(run().kind("shop")).isEqualTo(Kind.REFUSED);
    host.refusing = "";

    assertThat(run().kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(shop().state()).isEqualTo(State.OPEN);
    host.set(shop(), State.CLOSED);
    assertThat(run().kind("shop")).isEqualTo(Kind.DECLINED);
  }

  @Test
  void oneThatTheHostRefusesDoesNotStopTheOthers() {
    host.refusing = "netpol/prod/pay";

    Wish.Run run = run();

    assertThat(run.kind("pay")).isEqualTo(Kind.REFUSED);
    assertThat(run.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(shop().state()).isEqualTo(State.OPEN);
  }

  @Test
  void oneThatTheHostSaysNothingAboutIsLeftAloneAndTheOthersGoOn() {
    host.silentOn = "netpol/prod/pay";

    Wish.Run run = run();

    assertThat(run.of("pay").detail()).contains("no answer about netpol/prod/pay");
    assertThat(run.kind("pay")).isEqualTo(Kind.REFUSED);
    assertThat(run.kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(remote.refs().keySet()).containsExactly("main", SHOP);
  }

  @Test
  void aBranchThatAPersonTookOverAndDeletedIsProposedAgainThoughTheHostClosedItsPullRequest() {
    run();
    remote.append(SHOP, "notes.txt", "mine");
    assertThat(run().kind("shop")).isEqualTo(Kind.STOPPED);
    int writes = host.writes;
    assertThat(run().kind("shop")).isEqualTo(Kind.STOPPED);
    assertThat(host.writes).as("said once").isEqualTo(writes);

    remote.delete(SHOP);
    host.set(shop(), State.CLOSED);

    assertThat(run().kind("shop")).isEqualTo(Kind.OPENED);
    host.set(shop(), State.CLOSED);
    assertThat(run().kind("shop")).isEqualTo(Kind.DECLINED);
  }

  @Test
  void whatSluiceItselfClosedIsNoPersonsNo() {
    run();
    var before = wish.ports.remove("shop/cart");
    assertThat(run().kind("shop")).isEqualTo(Kind.CLOSED);
    assertThat(shop().state()).isEqualTo(State.CLOSED);
    wish.ports.put("shop/cart", before);

    assertThat(run().kind("shop")).isEqualTo(Kind.OPENED);
  }

  @Test
  void anOpenPullRequestWhoseBranchIsGoneIsClosedOnceNothingIsProposed() {
    run();
    remote.delete(SHOP);
    wish.ports.remove("shop/cart");

    assertThat(run().kind("shop")).isEqualTo(Kind.CLOSED);
    assertThat(shop().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void whatPeopleClosedMakesRoomForOthers() {
    wish.maxOpen = 1;
    assertThat(run().kind("shop")).isEqualTo(Kind.WAITING);
    assertThat(run().kind("pay")).isEqualTo(Kind.UNCHANGED);

    host.set(host.find("netpol/prod/pay").orElseThrow(), State.CLOSED);

    assertThat(run().kind("shop")).isEqualTo(Kind.OPENED);
    assertThat(run().kind("shop")).isEqualTo(Kind.UNCHANGED);
    wish.calls("pay/api", 8443);
    assertThat(run().kind("pay")).as("no room for another one").isEqualTo(Kind.WAITING);
  }

  @Test
  void aHostThatDoesNotLetTheRunInIsNotAskedAboutTheOthers() {
    host.silentOn = "netpol/prod/pay";
    host.because = Reason.NOT_AUTHENTICATED;

    Wish.Run run = run();

    assertThat(run.kind("pay")).isEqualTo(Kind.REFUSED);
    assertThat(run.of("shop").detail()).contains("no answer about netpol/prod/pay");
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void whatIsOnlyObservedIsNotWorkedOut() {
    wish.stage = Stage.OBSERVE;

    assertThat(run().kind("shop")).isEqualTo(Kind.NOTHING);
    assertThat(wish.recommended).isZero();
  }

  @Test
  void whatDoesNotFitStandsInTheOneCommentThatTheTextNames() {
    for (int i = 0; i < 80; i++) {
      wish.calls("shop/worker-" + i, 80);
    }

    run();

    assertThat(shop().body()).contains("more policies in the comment below");
    assertThat(host.comments)
        .hasEntrySatisfying(
            shop().number() + " " + Marker.DETAILS,
            text -> assertThat(text).contains("shop/worker-79").contains("shop/worker-0"));
    assertThat(remote.files(SHOP).keySet()).noneMatch(path -> path.contains(".sluice"));
  }
}
