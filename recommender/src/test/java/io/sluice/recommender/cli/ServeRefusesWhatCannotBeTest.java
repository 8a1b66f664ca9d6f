package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told before anything is started: all of it, and exit code 2. */
final class ServeRefusesWhatCannotBeTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path folder;

  private CommandRun serve(Map<String, String> env, String settings) throws Exception {
    Path file = Files.writeString(folder.resolve("sluice.yaml"), settings);
    return CommandRun.of(env, "", "serve", "--config", file);
  }

  @Test
  void everythingThatIsWrongWithTheSettingsIsSaidAtOnce() throws Exception {
    CommandRun run =
        serve(
            Map.of(),
            """
            kafka: {bootstrapServers: "127.0.0.1:1"}
            serve:
              threads: 0
              standbyReplicas: -1
              instanceId: "a b"
              colour: red
              follow: {locations: ["file:///logs"]}
              http: {port: 70000}
            """);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("serve.threads")
        .contains("serve.standbyReplicas")
        .contains("serve.instanceId")
        .contains("colour")
        .contains("serve.follow.locations")
        .contains("serve.http.port");
  }

  @Test
  void soIsWhatIsWrongWithTheVariables() throws Exception {
    CommandRun noToken =
        serve(Map.of("SLUICE_INSTANCE_ID", "a b"), "serve: {http: {bind: 0.0.0.0}}\n");
    CommandRun shortToken =
        serve(
            Map.of("SLUICE_INSTANCE_ID", "a b", "SLUICE_HTTP_TOKEN", "short-one"),
            "serve: {http: {bind: 0.0.0.0}}\n");

    assertThat(noToken.exit()).isEqualTo(2);
    assertThat(noToken.err())
        .contains("SLUICE_INSTANCE_ID must have letters")
        .contains("serve.http.bind is 0.0.0.0, which others can reach, and there is no token");
    assertThat(shortToken.exit()).isEqualTo(2);
    assertThat(shortToken.err())
        .contains("SLUICE_INSTANCE_ID must have letters")
        .contains("SLUICE_HTTP_TOKEN: a token has at least 16 characters")
        .doesNotContain("there is no token")
        .doesNotContain("short-one");
  }

  @Test
  void withATokenItMayListenAnywhereAndWithoutBrokersItSaysWhatIsMissing() throws Exception {
    CommandRun run = serve(Map.of("SLUICE_HTTP_TOKEN", TOKEN), "serve: {http: {bind: 0.0.0.0}}\n");

    assertThat(run.exit()).as(run.err()).isEqualTo(5);
    assertThat(run.err())
        .contains("kafka.bootstrapServers")
        .contains("SLUICE_KAFKA_BOOTSTRAP_SERVERS")
        .doesNotContain(TOKEN);
  }
}
