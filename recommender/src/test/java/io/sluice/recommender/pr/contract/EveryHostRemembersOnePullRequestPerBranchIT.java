package io.sluice.recommender.pr.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.fake.FakePull;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EveryHostRemembersOnePullRequestPerBranchIT {
  private static final String BRANCH = "netpol/prod/shop";
  private static final String MARKER = "sluice:evidence";
  private static final TreeSet<String> LABELS =
      new TreeSet<>(List.of("netpol", "netpol/add", "confidence/high"));
  private static final String BODY =
      "### What would break\n\n| From | To |\n|---|---|\n| a\\|b | ünï 🦊 |\n".repeat(20);

  private FakeHost host;

  @AfterEach
  void whatWasSentHasThePublishedShape() {
    RequestShapes.requireAll(host);
    host.close();
  }

  private PullRequestHost start(HostKind kind) {
    host = kind.start();
    return host.client(new Waits().patience());
  }

  private static NewPullRequest wanted(boolean draft) {
    return new NewPullRequest(BRANCH, "main", "netpol(shop): allow 14 paths", BODY, draft, LABELS);
  }

  @ParameterizedTest
  @EnumSource
  void aBranchWithoutOneHasNone(HostKind kind) {
    PullRequestHost client = start(kind);

    assertThat(client.find(BRANCH)).isEmpty();
    assertThat(client.openUnder("netpol/")).isEmpty();
    assertThat(host.writes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasOpenedIsFoundAsItWasWritten(HostKind kind) {
    PullRequestHost client = start(kind);

    PullRequest opened = client.open(wanted(true));
    PullRequest found = client.find(BRANCH).orElseThrow();

    assertThat(found).isEqualTo(opened);
    assertThat(found.title()).isEqualTo("netpol(shop): allow 14 paths");
    assertThat(found.body()).isEqualTo(BODY);
    assertThat(found.branch()).isEqualTo(BRANCH);
    assertThat(found.base()).isEqualTo("main");
    assertThat(found.head()).matches("[0-9a-f]{40}");
    assertThat(found.draft()).isTrue();
    assertThat(found.labels()).isEqualTo(LABELS);
    assertThat(found.state()).isEqualTo(State.OPEN);
    assertThat(found.url()).endsWith("/1");
    assertThat(client.openUnder("netpol/prod/")).containsExactly(found);
    assertThat(client.openUnder("netpol/test/")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunWithTheSameEvidenceWritesNothing(HostKind kind) {
    PullRequestHost client = start(kind);
    run(client, BODY, "14 rows more");
    host.forgetRequests();

    run(host.client(new Waits().patience()), BODY, "14 rows more");

    assertThat(host.writes()).isEmpty();
    assertThat(host.all()).hasSize(1);
    assertThat(host.all().get(0).comments).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void lineEndsThatAHostOrAPersonChangedAreNoChange(HostKind kind) {
    PullRequestHost client = start(kind);
    run(client, BODY, "14 rows\nmore");
    FakePull pull = host.all().get(0);
    pull.body = pull.body.replace("\n", "\r\n").strip();
    pull.comments.replaceAll((id, text) -> text.replace("\n", "\r\n"));
    host.forgetRequests();

    run(client, BODY, "14 rows\nmore");

    assertThat(host.writes()).isEmpty();
  }

  private static void run(PullRequestHost client, String body, String comment) {
    PullRequest pull = client.find(BRANCH).orElseGet(() -> client.open(wanted(true)));
    pull = client.update(pull, "netpol(shop): allow 14 paths", body);
    client.label(pull, LABELS, "netpol");
    client.comment(pull, MARKER, comment);
    client.setDraft(pull, true);
  }

  @ParameterizedTest
  @EnumSource
  void newEvidenceReplacesTitleTextAndCommentInPlaceAndItStaysADraft(HostKind kind) {
    PullRequestHost client = start(kind);
    run(client, BODY, "14 rows more");

    PullRequest updated =
        client.update(client.find(BRANCH).orElseThrow(), "netpol(shop): allow 15 paths", "new");
    client.comment(updated, MARKER, "15 rows more");

    assertThat(updated).isEqualTo(client.find(BRANCH).orElseThrow());
    assertThat(updated.title()).isEqualTo("netpol(shop): allow 15 paths");
    assertThat(updated.body()).isEqualTo("new");
    assertThat(updated.draft()).isTrue();
    assertThat(updated.labels()).isEqualTo(LABELS);
    assertThat(host.all().get(0).comments.values())
        .containsExactly("<!-- sluice:evidence -->\n15 rows more");
  }

  @ParameterizedTest
  @EnumSource
  void aDraftIsMadeReadyAndADraftAgain(HostKind kind) {
    PullRequestHost client = start(kind);
    PullRequest pull = client.open(wanted(true));

    client.setDraft(pull, false);
    PullRequest ready = client.find(BRANCH).orElseThrow();
    client.setDraft(ready, false);
    client.setDraft(ready, true);

    assertThat(ready.draft()).isFalse();
    assertThat(ready.title()).isEqualTo(pull.title());
    assertThat(client.find(BRANCH)).contains(pull);
  }

  @ParameterizedTest
  @EnumSource
  void aClosedOneIsFoundAsClosedAndTheLastOfSeveralCounts(HostKind kind) {
    PullRequestHost client = start(kind);
    host.add(BRANCH, "main", "first", "").end("merged", "2026-11-18T10:00:00Z");
    host.add(BRANCH, "main", "second", "").end("closed", "2026-11-19T10:00:00.500Z");
    host.add(BRANCH, "main", "third", "").end("closed", "2026-11-17T10:00:00Z");

    PullRequest found = client.find(BRANCH).orElseThrow();

    assertThat(found.title()).isEqualTo("second");
    assertThat(found.state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void aMergedOneIsFoundAsMerged(HostKind kind) {
    PullRequestHost client = start(kind);
    host.add(BRANCH, "main", "first", "").end("merged", "2026-11-18T10:00:00Z");

    assertThat(client.find(BRANCH).orElseThrow().state()).isEqualTo(State.MERGED);
  }

  @ParameterizedTest
  @EnumSource
  void anOpenOneCountsMoreThanOneThatWasClosedLater(HostKind kind) {
    PullRequestHost client = start(kind);
    host.add(BRANCH, "main", "reopened", "");
    host.add(BRANCH, "main", "closed", "").end("closed", "2026-11-19T10:00:00Z");

    assertThat(client.find(BRANCH).orElseThrow().title()).isEqualTo("reopened");
  }

  @ParameterizedTest
  @EnumSource
  void aForksBranchOfTheSameNameIsNoneOfOurs(HostKind kind) {
    PullRequestHost client = start(kind);
    host.add(BRANCH, "main", "somebody else's", "").fromFork = true;

    assertThat(client.find(BRANCH)).isEmpty();
    assertThat(client.openUnder("netpol/")).isEmpty();
    assertThat(client.open(wanted(false)).number()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void closingTwiceClosesOnce(HostKind kind) {
    PullRequestHost client = start(kind);
    PullRequest pull = client.open(wanted(false));

    client.close(pull);
    PullRequest closed = client.find(BRANCH).orElseThrow();
    host.forgetRequests();
    client.close(closed);

    assertThat(closed.state()).isEqualTo(State.CLOSED);
    assertThat(host.writes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void twoRunsAtOnceEndWithOnePullRequest(HostKind kind) {
    PullRequestHost client = start(kind);
    host.add(BRANCH, "main", "the faster run's", "older");

    PullRequest opened = client.open(wanted(false));

    assertThat(opened.number()).isEqualTo(1);
    assertThat(opened.title()).isEqualTo("netpol(shop): allow 14 paths");
    assertThat(opened.labels()).isEqualTo(LABELS);
    assertThat(host.all()).hasSize(1);
    assertThat(host.all().get(0).labels).containsExactlyInAnyOrderElementsOf(LABELS);
  }

  @ParameterizedTest
  @EnumSource
  void anotherPullRequestOfTheBranchIntoAnotherBaseIsNotTakenOver(HostKind kind) {
    PullRequestHost client = start(kind);
    host.add(BRANCH, "release", "a person's", "theirs");

    assertThatThrownBy(() -> client.open(wanted(false))).isInstanceOf(HostException.class);
    assertThat(host.all().get(0).body).isEqualTo("theirs");
  }

  @ParameterizedTest
  @EnumSource
  void anOpeningWhoseAnswerWasLostIsFoundInsteadOfRepeated(HostKind kind) {
    PullRequestHost client = start(kind);
    host.loseNextWrite();

    PullRequest opened = client.open(wanted(false));

    assertThat(opened.number()).isEqualTo(1);
    assertThat(opened.labels()).isEqualTo(LABELS);
    assertThat(host.writes().stream().filter(w -> w.matches("(?i)POST .*(pulls|requests)")))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aTextThatIsTooLongIsRefusedBeforeAnythingIsSent(HostKind kind) {
    PullRequestHost client = start(kind);
    String tooLong = "x".repeat(client.limits().bodyChars() + 1);

    assertThatThrownBy(
            () ->
                client.open(
                    new NewPullRequest(BRANCH, "main", "t", tooLong, false, new TreeSet<>())))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("has " + tooLong.length() + " characters");
    assertThat(host.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theLongestTextsFit(HostKind kind) {
    PullRequestHost client = start(kind);
    String title = "t".repeat(client.limits().titleChars());
    String body = "b".repeat(client.limits().bodyChars());

    client.open(new NewPullRequest(BRANCH, "main", title, body, true, new TreeSet<>()));

    assertThat(client.find(BRANCH).orElseThrow().body()).isEqualTo(body);
    int most = kind == HostKind.GITLAB ? 255 : client.limits().titleChars();
    assertThat(host.all().get(0).title.length()).isEqualTo(most);
  }
}
