package io.sluice.recommender.pr.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.sluice.recommender.pr.contract.Faults.first;
import static io.sluice.recommender.pr.contract.Faults.json;
import static io.sluice.recommender.pr.contract.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EveryHostIsAskedAgainAfterAFaultIT {
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
  void aServersFailureIsWaitedOutWithGrowingPauses(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(host, any(anyUrl()), json(500, "{}"), json(502, "<html>"), json(503, ""));

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
    first(host, post(anyUrl()), json(500, "{\"message\": \"oops\"}"));

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
        host,
        get(anyUrl()),
        json(200, "[{\"number\": 1, \"title\": \"cut"),
        json(200, "{\"value\": ["));

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
    first(host, get(anyUrl()), json(200, "{\"maintenance\": true}"));

    HostException refusal = refused(() -> client.find(BRANCH));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal).hasMessageContaining("no list");
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenConnectionIsTriedAgain(HostKind kind) {
    PullRequestHost client = start(kind.start());
    first(
        host,
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
    first(host, get(anyUrl()), json(200, "[]").withFixedDelay(3_000));

    assertThat(hasty.find(BRANCH)).isPresent();
    assertThat(waits.all).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatStallsCountsAsNoAnswer(HostKind kind) {
    start(kind.start());
    PullRequestHost hasty = host.client(waits.patience(SHORT, Duration.ZERO));
    first(
        host,
        get(anyUrl()),
        json(200, "[" + " ".repeat(900) + "]").withChunkedDribbleDelay(9, 4_000));

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
}
