package io.sluice.recommender.pr.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.gitlab.GitlabHost;
import io.sluice.recommender.pr.gitlab.GitlabProject;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.NewPullRequest;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.rest.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EveryRefusalSaysWhatHelpsIT {
  private static final NewPullRequest WANTED =
      new NewPullRequest("netpol/prod/shop", "main", "t", "b", false, new TreeSet<>());
  private static final Map<HostKind, String> MAY_WRITE =
      Map.of(
          HostKind.GITHUB, "pull_requests=write",
          HostKind.GITLAB, "scope api, role Developer",
          HostKind.AZURE_DEVOPS, "Contribute to pull requests");

  private FakeHost host;

  @AfterEach
  void stop() {
    host.close();
  }

  private PullRequestHost answering(HostKind kind, ResponseDefinitionBuilder answer) {
    host = kind.start();
    host.server().stubFor(any(anyUrl()).atPriority(1).willReturn(answer));
    return host.client(new Waits().patience());
  }

  private static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json; charset=utf-8")
        .withBody(body);
  }

  private HostException refused(ThrowingCallable call) {
    HostException refusal = catchThrowableOfType(HostException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage()).doesNotContain(FakeHost.SECRET).doesNotContain("\n");
    return refusal;
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatIsNotKnownIsNamedByWhereItIsFrom(HostKind kind) {
    PullRequestHost client = answering(kind, json(401, "{\"message\": \"Bad credentials\"}"));

    HostException refusal = refused(() -> client.find("b"));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHENTICATED);
    assertThat(refusal)
        .hasMessageContaining("token from SLUICE_")
        .hasMessageContaining("\"Bad credentials\"");
    assertThat(host.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMissingPermissionIsNamed(HostKind kind) {
    PullRequestHost client = answering(kind, json(403, "{\"message\": \"Forbidden\"}"));

    HostException refusal = refused(() -> client.open(WANTED));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refusal)
        .hasMessageContaining("netpol/prod/shop")
        .hasMessageContaining(MAY_WRITE.get(kind));
    assertThat(host.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRepositoryThatIsNotSeenMayAlsoBeOneThatTheTokenMayNotSee(HostKind kind) {
    PullRequestHost client = answering(kind, json(404, "{\"message\": \"Not Found\"}"));

    HostException refusal = refused(() -> client.find("b"));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refusal).hasMessageContaining("may not see it");
  }

  @ParameterizedTest
  @EnumSource
  void whatChangedMeanwhileIsAConflict(HostKind kind) {
    host = kind.start();
    host.add("netpol/prod/shop", "main", "t", "");
    PullRequestHost client = host.client(new Waits().patience());
    var found = client.find("netpol/prod/shop").orElseThrow();
    host.server()
        .stubFor(any(anyUrl()).atPriority(1).willReturn(json(409, "{\"message\": \"Conflict\"}")));

    HostException refusal = refused(() -> client.update(found, "new", "b"));

    assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
    assertThat(refusal).hasMessageContaining("run again");
  }

  @ParameterizedTest
  @EnumSource
  void whatAHostRefusesToTakeIsSaidInItsWords(HostKind kind) {
    PullRequestHost client = answering(kind, aResponse());
    String body =
        "{\"message\": \"Validation Failed\", \"errors\": [{\"message\": \"base is invalid\"}]}";
    host.server().stubFor(any(anyUrl()).atPriority(1).willReturn(json(host.refusedStatus(), body)));

    HostException refusal = refused(() -> client.open(WANTED));

    assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refusal).hasMessageContaining("Validation Failed: base is invalid");
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatRepeatsTheTokenOrSendsEscapesDoesNotGetThemPrinted(HostKind kind) {
    String basic =
        Base64.getEncoder()
            .encodeToString((":" + FakeHost.SECRET).getBytes(StandardCharsets.UTF_8));
    String words =
        "bad " + FakeHost.SECRET + " " + basic + " \\u001b[31m\\n\\u202e" + "x".repeat(900);
    PullRequestHost client = answering(kind, json(403, "{\"message\": \"" + words + "\"}"));

    HostException refusal = refused(() -> client.find("b"));

    assertThat(refusal.getMessage())
        .doesNotContain(basic)
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .hasSizeLessThan(900);
  }

  @ParameterizedTest
  @EnumSource
  void theTokenDoesNotFollowARedirection(HostKind kind) {
    FakeHost other = kind.start();
    try {
      PullRequestHost client =
          answering(
              kind,
              json(307, "{}").withHeader("Location", other.server().baseUrl() + "/elsewhere"));

      HostException refusal = refused(() -> client.find("b"));

      assertThat(refusal.reason()).isIn(Reason.NOT_FOUND, Reason.REFUSED);
      assertThat(other.requests()).isEmpty();
    } finally {
      other.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"203", "302"})
  void theSignInPageOfAzureDevOpsIsARefusedToken(int status) {
    PullRequestHost client =
        answering(
            HostKind.AZURE_DEVOPS,
            aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withHeader("Location", "/_signin")
                .withBody("<html>Sign in</html>"));

    assertThat(refused(() -> client.find("b")).reason()).isEqualTo(Reason.NOT_AUTHENTICATED);
  }

  @Test
  void githubActionsThatMayNotOpenPullRequestsIsToldWhichSettingItIs() {
    String words = "GitHub Actions is not permitted to create or approve pull requests.";
    PullRequestHost client =
        answering(HostKind.GITHUB, json(403, "{\"message\": \"" + words + "\"}"));

    assertThat(refused(() -> client.open(WANTED))).hasMessageContaining("Actions > General");
  }

  @Test
  void thePermissionsThatGithubNamesAreNamed() {
    PullRequestHost client =
        answering(
            HostKind.GITHUB,
            json(403, "{\"message\": \"Resource not accessible by integration\"}")
                .withHeader("x-accepted-github-permissions", "pull_requests=write; issues=write"));

    assertThat(refused(() -> client.open(WANTED)))
        .hasMessageContaining("needed: pull_requests=write; issues=write");
  }

  @Test
  void singleSignOnThatIsMissingIsSaid() {
    PullRequestHost client =
        answering(
            HostKind.GITHUB, json(403, "{}").withHeader("x-github-sso", "required; url=https://x"));

    assertThat(refused(() -> client.find("b"))).hasMessageContaining("single sign-on");
  }

  @Test
  void aRefusalOverGraphqlIsOneAlthoughItIs200() {
    host = HostKind.GITHUB.start();
    host.add("b", "main", "t", "");
    PullRequestHost client = host.client(new Waits().patience());
    var found = client.find("b").orElseThrow();
    String body = "{\"data\": null, \"errors\": [{\"type\": \"FORBIDDEN\", \"message\": \"no\"}]}";
    host.server().stubFor(post(anyUrl()).atPriority(1).willReturn(json(200, body)));

    HostException refusal = refused(() -> client.setDraft(found, true));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refusal).hasMessageContaining("pull_requests=write");
  }

  @Test
  void theTokenOfAGitlabJobIsToldThatItIsNotEnough() {
    answering(HostKind.GITLAB, json(401, "{\"message\": \"401 Unauthorized\"}"));
    GitlabHost client =
        new GitlabHost(
            new GitlabProject(URI.create(host.server().baseUrl() + "/api/v4"), "a/b"),
            new Token(FakeHost.SECRET, "CI_JOB_TOKEN", Token.Scheme.JOB_TOKEN),
            new Waits().patience());

    HostException refusal = refused(() -> client.open(WANTED));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refusal).hasMessageContaining("SLUICE_GITLAB_TOKEN");
  }

  @Test
  void aScopeThatGitlabMissesIsQuoted() {
    String body =
        "{\"error\":\"insufficient_scope\",\"error_description\":\"The request requires"
            + " higher privileges than provided by the access token.\",\"scope\":\"api\"}";
    PullRequestHost client = answering(HostKind.GITLAB, json(403, body));

    assertThat(refused(() -> client.open(WANTED)))
        .hasMessageContaining("requires higher privileges")
        .hasMessageContaining("scope api");
  }
}
