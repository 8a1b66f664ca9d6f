package io.sluice.recommender.pr.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.sluice.recommender.pr.fake.FakeGithub;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.time.Duration;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EveryHostIsAskedPatientlyTest {
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

  /** The first requests get these, the later ones what the host remembers. */
  private void first(MappingBuilder what, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      host.server()
          .stubFor(
              what.withId(new UUID(0, i + 1))
                  .atPriority(1)
                  .inScenario("faults")
                  .whenScenarioStateIs(i == 0 ? STARTED : "" + i)
                  .willSetStateTo("" + (i + 1))
                  .willReturn(answers[i]));
    }
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  private static HostException refused(ThrowingCallable call) {
    HostException refusal = catchThrowableOfType(HostException.class, call);
    assertThat(refusal).isNotNull();
    for (Throwable t = refusal; t != null; t = t.getCause()) {
      assertThat(String.valueOf(t)).doesNotContain(FakeHost.SECRET);
    }
    return refusal;
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatAsksToComeBackIsGivenThatTimeAndNoLess(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(any(anyUrl()), json(429, "{}").withHeader("Retry-After", "7"));

    assertThat(client.find(BRANCH)).isPresent();

    assertThat(waits.all).hasSize(1);
    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_700));
  }

  @ParameterizedTest
  @EnumSource
  void aDateToComeBackAtIsUnderstood(HostKind kind) {
    PullRequestHost client = start(kind.start());
    String date = "Fri, 20 Nov 2026 10:00:09 GMT";
    first(any(anyUrl()), json(429, "{}").withHeader("Retry-After", date));

    assertThat(client.find(BRANCH)).isPresent();

    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9_900));
  }

  @ParameterizedTest
  @EnumSource
  void aWriteThatWasToldToComeBackIsSentAgainBecauseItWasNotDone(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(post(anyUrl()), json(429, "{}").withHeader("Retry-After", "1"));

    client.open(new NewPullRequest("netpol/prod/pay", "main", "t", "b", false, new TreeSet<>()));

    assertThat(host.all()).hasSize(2);
    assertThat(host.writes()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsToldToWaitTooLongSaysSoInsteadOfWaiting(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(any(anyUrl()), json(429, "{}").withHeader("Retry-After", "3600"));

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
  void aServersFailureIsWaitedOutWithGrowingPauses(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(any(anyUrl()), json(500, "{}"), json(502, "<html>"), json(503, ""));

    assertThat(client.find(BRANCH)).isPresent();

    assertThat(waits.all).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Duration full = Duration.ofSeconds(1L << i);
      assertThat(waits.all.get(i)).isBetween(full.dividedBy(2), full);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureAfterAWriteIsNotRepeatedAndTheNextRunSees(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(post(anyUrl()), json(500, "{\"message\": \"oops\"}"));

    HostException refusal =
        refused(
            () -> client.open(new NewPullRequest("b", "main", "t", "b", false, new TreeSet<>())));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal).hasMessageContaining("500").hasMessageContaining("oops");
    assertThat(host.writes()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsCutShortIsAskedForAgain(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(
        get(anyUrl()), json(200, "[{\"number\": 1, \"title\": \"cut"), json(200, "{\"value\": ["));

    assertThat(client.find(BRANCH)).isPresent();

    assertThat(waits.all).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aPageThatStaysCutShortIsNeverTakenForTheWholeList(HostKind kind) {
    PullRequestHost client = start(kind.start());
    host.server().stubFor(get(anyUrl()).atPriority(1).willReturn(json(200, "[{\"number\": 1")));

    assertThat(refused(() -> client.find(BRANCH)).reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutAListIsNotTakenForAnEmptyOne(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(get(anyUrl()), json(200, "{\"maintenance\": true}"));

    HostException refusal = refused(() -> client.find(BRANCH));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal).hasMessageContaining("no list");
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenConnectionIsTriedAgain(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(
        get(anyUrl()),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.EMPTY_RESPONSE));

    assertThat(client.find(BRANCH)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatDoesNotAnswerInTimeIsAskedAgain(HostKind kind) {
    start(kind.start());
    PullRequestHost hasty = host.client(waits.patience(SHORT, Duration.ZERO));
    first(get(anyUrl()), json(200, "[]").withFixedDelay(3_000));

    assertThat(hasty.find(BRANCH)).isPresent();
    assertThat(waits.all).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatStallsCountsAsNoAnswer(HostKind kind) {
    start(kind.start());
    PullRequestHost hasty = host.client(waits.patience(SHORT, Duration.ZERO));
    first(get(anyUrl()), json(200, "[" + " ".repeat(900) + "]").withChunkedDribbleDelay(9, 4_000));

    assertThat(hasty.find(BRANCH)).isPresent();
    assertThat(waits.all).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyThereIsSaidWithTheAddress(HostKind kind) {
    PullRequestHost client = start(kind.start());
    int port = host.server().port();
    host.close();

    HostException refusal = refused(() -> client.find(BRANCH));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("4 times");
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
    first(post(anyUrl()), json(403, "{\"message\": \"" + words + "\"}"));

    client.comment(client.find(BRANCH).orElseThrow(), "a", "one");

    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
    assertThat(host.all().get(0).comments).hasSize(1);
  }

  @Test
  void githubsLimitOnGraphqlComesAsASuccess() {
    PullRequestHost client = start(new FakeGithub());
    first(
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
    first(get(anyUrl()), json(200, "{\"value\": []}").withHeader("Retry-After", "3"));

    assertThat(client.find(BRANCH)).isEmpty();
    client.find(BRANCH);

    assertThat(waits.all).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void gitlabsLimitWithoutRetryAfterIsWaitedForUntilItIsRenewed() {
    PullRequestHost client = start(HostKind.GITLAB.start());
    String reset = "" + Waits.NOW.plusSeconds(20).getEpochSecond();
    first(get(anyUrl()), json(429, "Retry later").withHeader("RateLimit-Reset", reset));

    assertThat(client.find(BRANCH)).isPresent();
    assertThat(waits.all.get(0)).isBetween(Duration.ofSeconds(21), Duration.ofSeconds(24));
  }
}
