package io.sluice.recommender.pr.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.sluice.recommender.pr.contract.Faults.first;
import static io.sluice.recommender.pr.contract.Faults.json;
import static io.sluice.recommender.pr.contract.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.pr.fake.FakeGithub;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EveryHostIsGivenTheTimeItAsksForTest {
  private static final String BRANCH = "netpol/prod/shop";
  private static final Duration SHORT = Duration.ofMillis(400);

  private final Waits waits = new Waits();
  private FakeHost host;

  @AfterEach
  void stop() {
    host.close();
  }

  private PullRequestHost start(FakeHost fake) {
    host = fake;
    host.add(BRANCH, "main", "t", "");
    return host.client(waits.patience());
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatAsksToComeBackIsGivenThatTimeAndNoLess(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(host, any(anyUrl()), json(429, "{}").withHeader("Retry-After", "7"));

    assertThat(client.find(BRANCH)).isPresent();

    assertThat(waits.all).hasSize(1);
    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_700));
  }

  @ParameterizedTest
  @EnumSource
  void aDateToComeBackAtIsUnderstood(HostKind kind) {
    PullRequestHost client = start(kind.start());
    String date = "Fri, 20 Nov 2026 10:00:09 GMT";
    first(host, any(anyUrl()), json(429, "{}").withHeader("Retry-After", date));

    assertThat(client.find(BRANCH)).isPresent();

    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9_900));
  }

  @ParameterizedTest
  @EnumSource
  void aWriteThatWasToldToComeBackIsSentAgainBecauseItWasNotDone(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(host, post(anyUrl()), json(429, "{}").withHeader("Retry-After", "1"));

    client.open(new NewPullRequest("netpol/prod/pay", "main", "t", "b", false, new TreeSet<>()));

    assertThat(host.all()).hasSize(2);
    assertThat(host.writes()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsToldToWaitTooLongSaysSoInsteadOfWaiting(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(host, any(anyUrl()), json(429, "{}").withHeader("Retry-After", "3600"));

    HostException refusal = refused(() -> client.find(BRANCH));

    assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refusal).hasMessageContaining("come back in 3600 s");
    assertThat(waits.all).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatStaysBusyIsLeftAloneInTheEnd(HostKind kind) {
    PullRequestHost client = start(kind.start());
    host.server()
        .stubFor(
            any(anyUrl()).atPriority(1).willReturn(json(429, "{}").withHeader("Retry-After", "1")));

    assertThat(refused(() -> client.find(BRANCH)).reason()).isEqualTo(Reason.RATE_LIMITED);

    assertThat(host.requests()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void writesKeepTheirDistanceAndReadsDoNot(HostKind kind) {
    start(kind.start());
    PullRequestHost slow = host.client(waits.patience(Duration.ofSeconds(10), SHORT));

    slow.find(BRANCH);
    slow.comment(slow.find(BRANCH).orElseThrow(), "a", "one");
    assertThat(waits.all).isEmpty();
    slow.comment(slow.find(BRANCH).orElseThrow(), "b", "two");

    assertThat(waits.all).containsExactly(SHORT);
  }

  @Test
  void githubsUsedUpLimitIsWaitedForUntilItIsRenewed() {
    PullRequestHost client = start(new FakeGithub());
    first(
        host,
        get(anyUrl()),
        json(403, "{\"message\": \"API rate limit exceeded for installation ID 1.\"}")
            .withHeader("x-ratelimit-remaining", "0")
            .withHeader("x-ratelimit-reset", "" + Waits.NOW.plusSeconds(60).getEpochSecond()));

    assertThat(client.find(BRANCH)).isPresent();
    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(61), Duration.ofSeconds(68));
  }

  @Test
  void githubsSecondaryLimitWithoutATimeIsAMinuteAtLeast() {
    PullRequestHost client = start(new FakeGithub());
    String words = "You have exceeded a secondary rate limit. Please wait a few minutes.";
    first(host, post(anyUrl()), json(403, "{\"message\": \"" + words + "\"}"));

    client.comment(client.find(BRANCH).orElseThrow(), "a", "one");

    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
    assertThat(host.all().get(0).comments).hasSize(1);
  }

  @Test
  void githubsLimitOnGraphqlComesAsASuccess() {
    PullRequestHost client = start(new FakeGithub());
    first(
        host,
        post(anyUrl()),
        json(200, "{\"errors\": [{\"type\": \"RATE_LIMITED\", \"message\": \"limit\"}]}")
            .withHeader("Retry-After", "5"));

    client.setDraft(client.find(BRANCH).orElseThrow(), true);

    assertThat(host.all().get(0).draft).isTrue();
    assertThat(waits.all).hasSize(2);
  }

  @Test
  void azureDevOpsThatAsksToSlowDownWithASuccessIsGivenTheTime() {
    PullRequestHost client = start(HostKind.AZURE_DEVOPS.start());
    first(host, get(anyUrl()), json(200, "{\"value\": []}").withHeader("Retry-After", "3"));

    assertThat(client.find(BRANCH)).isEmpty();
    client.find(BRANCH);

    assertThat(waits.all).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void gitlabsLimitWithoutRetryAfterIsWaitedForUntilItIsRenewed() {
    PullRequestHost client = start(HostKind.GITLAB.start());
    String reset = "" + Waits.NOW.plusSeconds(20).getEpochSecond();
    first(host, get(anyUrl()), json(429, "Retry later").withHeader("RateLimit-Reset", reset));

    assertThat(client.find(BRANCH)).isPresent();
    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(21), Duration.ofSeconds(24));
  }
}
