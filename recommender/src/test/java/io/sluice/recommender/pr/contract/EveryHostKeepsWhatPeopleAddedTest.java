package io.sluice.recommender.pr.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.recommender.pr.fake.FakeAzureDevOps;
import io.sluice.recommender.pr.fake.FakeGithub;
import io.sluice.recommender.pr.fake.FakeGitlab;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.fake.FakePull;
import io.sluice.recommender.pr.github.VerifiedCommits;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EveryHostKeepsWhatPeopleAddedTest {
  private static final String BRANCH = "netpol/prod/shop";

  private FakeHost host;

  @AfterEach
  void whatWasSentHasThePublishedShape() {
    RequestShapes.requireAll(host);
    host.close();
  }

  private PullRequestHost start(FakeHost fake) {
    host = fake;
    return host.client(new Waits().patience());
  }

  @ParameterizedTest
  @EnumSource
  void peoplesLabelsStayAndOldOnesOfOursGo(HostKind kind) {
    PullRequestHost client = start(kind.start());
    FakePull pull = host.add(BRANCH, "main", "t", "");
    pull.labels.addAll(
        List.of(
            "netpol/remove",
            "a person's / label",
            "netpol",
            "netpol/ümlaut #1",
            "netpolicy-approved",
            "netpol-reviewed"));

    PullRequest found = client.find(BRANCH).orElseThrow();
    client.label(found, new TreeSet<>(List.of("netpol", "netpol/add")), "netpol");

    assertThat(pull.labels)
        .containsExactlyInAnyOrder(
            "a person's / label", "netpol", "netpol/add", "netpolicy-approved", "netpol-reviewed");
  }

  @ParameterizedTest
  @EnumSource
  void oneRequestOfAllPagesIsFoundAndTheyAreSorted(HostKind kind) {
    PullRequestHost client = start(kind.start());
    host.pageSize = 3;
    TreeSet<String> branches = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      String branch = String.format(Locale.ROOT, "netpol/prod/ns-%02d", (i * 7) % 10);
      branches.add(branch);
      host.add(branch, "main", "t", "the whole text of " + branch + " ".repeat(500) + "end");
      host.add("people/" + i, "main", "t", "");
    }

    List<PullRequest> open = client.openUnder("netpol/prod/");

    assertThat(open).extracting(PullRequest::branch).containsExactlyElementsOf(branches);
    assertThat(open).allMatch(pull -> pull.body().endsWith("end"));
    assertThat(host.writes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aCommentOnTheLastPageIsReplacedAndThoseThatOnlyQuoteItStay(HostKind kind) {
    PullRequestHost client = start(kind.start());
    host.pageSize = 2;
    FakePull pull = host.add(BRANCH, "main", "t", "");
    host.say(pull, "> <!-- sluice:stale -->\n> old\n\nWhat is this?");
    host.say(pull, "<!-- sluice:stale-other -->\nanother");
    host.say(pull, "looks good");
    host.say(pull, "still does");
    host.say(pull, "<!-- sluice:stale -->\nold");

    PullRequest found = client.find(BRANCH).orElseThrow();
    client.comment(found, "sluice:stale", "new");
    client.comment(found, "sluice:stale", "new");

    assertThat(pull.comments).hasSize(5);
    assertThat(pull.comments.lastEntry().getValue()).isEqualTo("<!-- sluice:stale -->\nnew");
    assertThat(host.writes()).hasSize(1);
  }

  @Test
  void labelsThatDifferInCaseAreOneWhereTheHostTakesThemForOne() {
    PullRequestHost client = start(new FakeGithub());
    FakePull pull = host.add(BRANCH, "main", "t", "");
    pull.labels.addAll(List.of("NetPol", "NetPol/Old"));

    client.label(client.find(BRANCH).orElseThrow(), new TreeSet<>(List.of("netpol")), "netpol");

    assertThat(pull.labels).containsExactly("NetPol");
    assertThat(host.writes()).hasSize(1);
  }

  @Test
  void aDraftThatTheRepositoryCannotHaveIsOpenedReadyAndSaysSo() {
    FakeGithub github = new FakeGithub();
    github.withoutDrafts = true;
    PullRequestHost client = start(github);

    PullRequest opened =
        client.open(new NewPullRequest(BRANCH, "main", "t", "b", true, new TreeSet<>()));

    assertThat(opened.draft()).isFalse();
    assertThat(host.all()).hasSize(1);
  }

  @Test
  void aPersonsOtherWordForADraftIsUnderstood() {
    PullRequestHost client = start(new FakeGitlab());
    FakePull pull = host.add(BRANCH, "main", "DRAFT:netpol(shop)", "");

    PullRequest found = client.find(BRANCH).orElseThrow();
    PullRequest updated = client.update(found, "netpol(shop): more", "");

    assertThat(found.title()).isEqualTo("netpol(shop)");
    assertThat(found.draft()).isTrue();
    assertThat(updated.draft()).isTrue();
    assertThat(pull.title).isEqualTo("Draft: netpol(shop): more");
  }

  @Test
  void aLabelWithACommaIsRefusedWhereCommasPartLabels() {
    PullRequestHost client = start(new FakeGitlab());
    host.add(BRANCH, "main", "t", "");
    PullRequest found = client.find(BRANCH).orElseThrow();

    assertThatThrownBy(() -> client.label(found, new TreeSet<>(List.of("a,b")), "netpol"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("must not hold a comma");
    assertThat(host.writes()).isEmpty();
  }

  @Test
  void reviewersOfTheSettingsAreAskedWhenItIsOpened() {
    PullRequestHost client = start(new FakeAzureDevOps());

    client.open(new NewPullRequest(BRANCH, "main", "t", "b", false, new TreeSet<>()));

    assertThat(host.requests().get(0).body().path("reviewers").path(0).path("id").asText())
        .isEqualTo("d6245f20-2af8-44f4-9451-8107cb2767db");
  }

  @Test
  void aCommitThatGithubSignsIsMadeOnlyWhereTheBranchStillIsWhereItWas() {
    FakeGithub github = new FakeGithub();
    start(github);
    VerifiedCommits commits = github.commits(new Waits().patience());
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("netpol/shop/cart.yaml", "kind: NetworkPolicy\n".getBytes(StandardCharsets.UTF_8));
    TreeSet<String> gone = new TreeSet<>(List.of("netpol/shop/old.yaml"));

    String made =
        commits.add(BRANCH, "0".repeat(40), "netpol(shop)\n\nRule-Digest: x", files, gone);

    assertThat(made).isEqualTo("c".repeat(40));
    assertThatThrownBy(() -> commits.add(BRANCH, "0".repeat(40), "m", files, gone))
        .isInstanceOfSatisfying(
            HostException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
        .hasMessageContaining("Expected branch to point to");
    assertThat(github.head).isEqualTo("c".repeat(40));
  }
}
