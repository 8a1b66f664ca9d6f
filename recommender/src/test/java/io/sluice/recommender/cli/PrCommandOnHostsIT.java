package io.sluice.recommender.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.pr.GitServer;
import io.sluice.recommender.pr.Remote;
import io.sluice.recommender.pr.contract.HostKind;
import io.sluice.recommender.pr.contract.RequestShapes;
import io.sluice.recommender.pr.fake.FakeGithub;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.fake.FakePull;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code sluice pr} from the command line to branches behind git's own server and to pull requests
 * on a host that remembers them, waits included.
 */
final class PrCommandOnHostsIT {
  private static final String SHOP = "netpol/prod/shop";
  private static final String GIT_TOKEN = "g1t-token-that-nobody-may-see";

  @TempDir Path folder;
  private FakeHost host;
  private GitServer git;
  private Remote remote;
  private HostKind kind = HostKind.GITHUB;
  private String token = FakeHost.SECRET;
  private final List<Integer> ports = new ArrayList<>(List.of(7070));

  @BeforeEach
  void aGitServer() {
    assumeTrue(GitServer.backend().isPresent(), "git http-backend is not installed");
    git = new GitServer(folder.resolve("git"));
    git.demands(new GitServer.Account("x-access-token", GIT_TOKEN, true));
  }

  private void start(HostKind wanted) {
    kind = wanted;
    host = wanted.start();
    Path bare =
        folder.resolve("git").resolve(URLDecoder.decode(host.path(), StandardCharsets.UTF_8));
    remote = Remote.with(bare, Map.of("README.md", "hello\n"));
    TinyWorld.write(
        bare.resolve("config"),
        TinyWorld.read(bare.resolve("config")) + "[http]\n\treceivepack = true\n");
    TinyWorld.write(
        folder.resolve("sluice.yaml"),
        "pullRequests:\n  apiUrl: " + host.apiUrl() + "\n  labels: [network]\n");
  }

  @AfterEach
  void close() {
    if (host != null) {
      RequestShapes.requireAll(host);
      host.close();
      remote.close();
    }
    if (git != null) {
      git.close();
    }
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String variable() {
    return switch (kind) {
      case GITHUB -> "SLUICE_GITHUB_TOKEN";
      case GITLAB -> "SLUICE_GITLAB_TOKEN";
      case AZURE_DEVOPS -> "SLUICE_AZURE_TOKEN";
    };
  }

  /** Web calls cart on the ports; the world is made anew each time. */
  private Fixture world() {
    Fixture fixture = new Fixture(folder.resolve("world" + ports.size()));
    if (!Files.exists(fixture.logs())) {
      ExampleWorkload web = fixture.deployment("shop/web", "app=web", 2);
      ExampleWorkload cart =
          fixture.deployment(
              "shop/cart", "app=cart", 2, ports.stream().mapToInt(Integer::intValue).toArray());
      ports.forEach(port -> fixture.talks(web, cart, port));
      fixture.write();
    }
    return fixture;
  }

  private CommandRun pr(String verb, Object... more) {
    List<Object> words = new ArrayList<>(List.of("pr", verb));
    if (verb.equals("plan") || verb.equals("apply")) {
      Fixture world = world();
      words.addAll(List.of(world.logs(), "--cluster", world.cluster()));
    }
    words.addAll(
        List.of(
            "--repo",
            git.url(host.path()),
            "--path",
            "clusters/prod",
            "--provider",
            word(),
            "--config",
            folder.resolve("sluice.yaml")));
    words.addAll(List.of(more));
    Map<String, String> env = new TreeMap<>(Map.of("SLUICE_GIT_TOKEN", GIT_TOKEN));
    if (!token.isEmpty()) {
      env.put(variable(), token);
    }
    CommandRun run = CommandRun.of(env, "", words.toArray());
    assertThat(run.out() + run.err()).doesNotContain(FakeHost.SECRET, GIT_TOKEN);
    return run;
  }

  private String state(CommandRun run) {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    JsonNode all = run.json().path("pullRequests");
    assertThat(all).hasSize(1);
    return all.get(0).path("state").asText();
  }

  private FakePull last() {
    return host.all().get(host.all().size() - 1);
  }

  private void quiet(String expected) {
    RequestShapes.requireAll(host);
    host.forgetRequests();
    var refs = remote.refs();
    long objects = remote.objects();
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo(expected);
    assertThat(host.writes()).isEmpty();
    assertThat(remote.refs()).isEqualTo(refs);
    assertThat(remote.objects()).isEqualTo(objects);
  }

  @ParameterizedTest
  @EnumSource
  void aPullRequestFromItsOpeningOverANoAndAMergeToItsClosing(HostKind wanted) {
    start(wanted);

    assertThat(state(pr("plan", "-o", "json"))).isEqualTo("opened");
    assertThat(host.writes()).isEmpty();
    assertThat(remote.refs().keySet()).containsExactly("main");

    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(last().branch).isEqualTo(SHOP);
    assertThat(last().base).isEqualTo("main");
    assertThat(last().title).contains("netpol(shop): allow 1 path");
    assertThat(last().labels).contains("netpol", "netpol/add", "network");
    assertThat(last().body).contains("What would break", "<!-- sluice:v1 key=prod/shop rule=");
    assertThat(remote.refs()).containsKey(SHOP);
    quiet("unchanged");
    assertThat(pr("status").out()).contains(SHOP).contains("#1 open");

    ports.add(7071);
    String before = last().body;
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("updated");
    assertThat(host.all()).hasSize(1);
    assertThat(last().body).isNotEqualTo(before);
    quiet("unchanged");

    last().end("closed", "2026-11-20T10:00:00Z");
    quiet("declined");
    ports.add(7072);
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(host.all()).hasSize(2);

    assertThat(remote.merge(SHOP)).isTrue();
    last().end("merged", "2026-11-21T10:00:00Z");
    CommandRun next = pr("apply", "-o", "json");
    assertThat(state(next)).isEqualTo("opened");
    assertThat(last().body).contains("stage ingress → both");

    CommandRun closed = pr("close");
    assertThat(closed.exit()).as(closed.err()).isZero();
    assertThat(closed.out()).contains("the branch was deleted, its pull request closed");
    assertThat(last().state).isNotEqualTo("open");
    assertThat(last().comments.values().toString()).contains("Closed by Sluice");
    assertThat(remote.refs().keySet()).containsExactly("main");
    assertThat(state(pr("apply", "-o", "json")))
        .as("only a person's no counts")
        .isEqualTo("opened");
  }

  private void first(MappingBuilder request, int status, String retryAfter) {
    var answer = aResponse().withStatus(status).withBody("{\"message\": \"no\"}");
    answer.withHeader("Content-Type", "application/json");
    if (!retryAfter.isEmpty()) {
      answer.withHeader("Retry-After", retryAfter);
    }
    host.server().stubFor(request.atPriority(1).willReturn(answer));
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatIsRefusedIsNamedByItsVariable(HostKind wanted) {
    start(wanted);
    token = "wr0ng";

    CommandRun run = pr("apply");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains(variable()).contains("expired").doesNotContain("wr0ng");
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @ParameterizedTest
  @EnumSource
  void withoutATokenPlanSaysWhatItCouldNotLookUpAndApplyWhichVariableIsMissing(HostKind wanted) {
    start(wanted);
    token = "";

    CommandRun plan = pr("plan");
    CommandRun apply = pr("apply");

    assertThat(plan.exit()).isZero();
    assertThat(plan.out()).contains("# netpol(shop): allow 1 path");
    assertThat(plan.err())
        .contains("set " + variable())
        .contains("nobody was asked which pull requests are open or were closed");
    assertThat(apply.exit()).isEqualTo(2);
    assertThat(apply.err()).contains("set " + variable()).contains("_TOKEN_FILE");
    assertThat(host.requests()).isEmpty();
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingPermissionIsSaidAndTheNextRunMakesUpForIt(HostKind wanted) {
    start(wanted);
    first(post(anyUrl()), 403, "");

    CommandRun refused = pr("apply");

    assertThat(refused.exit()).isEqualTo(5);
    assertThat(refused.out())
        .contains("refused")
        .contains("is pushed, its pull request is for the next run")
        .containsAnyOf("lacks", "needed: Contribute to pull requests");
    assertThat(host.all()).isEmpty();
    host.server().resetToDefaultMappings();
    host.server().stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse()));
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(host.all()).hasSize(1);
    quiet("unchanged");
  }

  @ParameterizedTest
  @CsvSource({"GITHUB", "GITLAB", "AZURE_DEVOPS"})
  void aHostThatWantsToBeAskedMuchLaterIsNotWaitedFor(HostKind wanted) {
    start(wanted);
    first(any(anyUrl()), 429, "3600");

    CommandRun run = pr("apply");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("again");
    assertThat(host.requests()).hasSize(1);
    assertThat(remote.refs().keySet()).containsExactly("main");
  }

  @Test
  void verifiedCommitsAreMadeByGithubAndKnownAsOursByWhatTheyHold() {
    start(HostKind.GITHUB);
    ((FakeGithub) host).committer = Optional.of(remote::commitByGithub);
    Path settings = folder.resolve("sluice.yaml");
    TinyWorld.write(settings, TinyWorld.read(settings) + "  verifiedCommits: true\n");

    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("opened");
    assertThat(remote.committer(SHOP)).isEqualTo("GitHub");
    assertThat(remote.refs().keySet()).as("nothing is left behind").containsExactly("main", SHOP);
    quiet("unchanged");

    ports.add(7071);
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("updated");
    assertThat(remote.committer(SHOP)).isEqualTo("GitHub");
    assertThat(host.all()).hasSize(1);
    assertThat(last().state).isEqualTo("open");

    remote.append(SHOP, "notes.txt", "mine");
    ports.add(7072);
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo("stopped");
    assertThat(remote.files(SHOP)).containsKey("notes.txt");
  }

  @Test
  void aCommitThatGithubDidNotMakeAsAskedForIsNotPushed() {
    start(HostKind.GITHUB);
    ((FakeGithub) host).committer =
        Optional.of(
            (branch, head, message, files) -> {
              files.put("README.md", Optional.of("other\n"));
              return remote.commitByGithub(branch, head, message, files);
            });
    Path settings = folder.resolve("sluice.yaml");
    TinyWorld.write(settings, TinyWorld.read(settings) + "  verifiedCommits: true\n");

    CommandRun run = pr("apply");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).contains("is not as it was asked for");
    assertThat(host.all()).isEmpty();
    assertThat(remote.refs().keySet()).containsExactly("main");
  }
}
