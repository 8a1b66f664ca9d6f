package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import io.sluice.recommender.pr.GitServer;
import io.sluice.recommender.pr.Remote;
import io.sluice.recommender.pr.contract.HostKind;
import io.sluice.recommender.pr.contract.RequestShapes;
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
import java.util.TreeMap;

/**
 * {@code sluice pr} from the command line to branches behind git's own server and to pull requests
 * on a host that remembers them, waits included.
 */
final class HostRuns implements AutoCloseable {
  static final String SHOP = "netpol/prod/shop";
  private static final String GIT_TOKEN = "g1t-token-that-nobody-may-see";

  final FakeHost host;
  final Remote remote;

  /** The host's; "" for none. */
  String token = FakeHost.SECRET;

  /** On which web calls cart. */
  final List<Integer> ports = new ArrayList<>(List.of(7070));

  private final Path folder;
  private final HostKind kind;
  private final GitServer git;

  HostRuns(Path folder, HostKind kind) {
    this.folder = folder;
    this.kind = kind;
    assumeTrue(GitServer.backend().isPresent(), "git http-backend is not installed");
    git = new GitServer(folder.resolve("git"));
    git.demands(new GitServer.Account("x-access-token", GIT_TOKEN, true));
    host = kind.start();
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

  /** Settings beside those that lead to the host. */
  void set(String key, String value) {
    Path settings = folder.resolve("sluice.yaml");
    TinyWorld.write(settings, TinyWorld.read(settings) + "  " + key + ": " + value + "\n");
  }

  @Override
  public void close() {
    RequestShapes.requireAll(host);
    host.close();
    remote.close();
    git.close();
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where the host's token is. */
  String variable() {
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

  CommandRun pr(String verb, Object... more) {
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

  /** What becomes of the only pull request. */
  String state(CommandRun run) {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    JsonNode all = run.json().path("pullRequests");
    assertThat(all).hasSize(1);
    return all.get(0).path("state").asText();
  }

  /** The newest pull request. */
  FakePull last() {
    return host.all().get(host.all().size() - 1);
  }

  /** A run that writes nothing anywhere. */
  void quiet(String expected) {
    RequestShapes.requireAll(host);
    host.forgetRequests();
    var refs = remote.refs();
    long objects = remote.objects();
    assertThat(state(pr("apply", "-o", "json"))).isEqualTo(expected);
    assertThat(host.writes()).isEmpty();
    assertThat(remote.refs()).isEqualTo(refs);
    assertThat(remote.objects()).isEqualTo(objects);
  }
}
