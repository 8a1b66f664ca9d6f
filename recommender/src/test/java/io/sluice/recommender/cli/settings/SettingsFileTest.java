package io.sluice.recommender.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.azure.BlobSettings;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.named.RangeSources;
import io.sluice.recommender.recommend.tightness.Tightness;
import io.sluice.recommender.serve.ServeSettings;
import io.sluice.recommender.serve.http.ApiSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void theReferenceFileHoldsExactlyTheDefaults() {
    Path reference = Path.of(System.getProperty("sluice.root"), "config", "sluice.yaml");

    assertThat(SettingsFile.load(Optional.of(reference)))
        .isEqualTo(
            new SettingsFile.Content(
                Settings.defaults(),
                List.of(),
                RangeSources.NONE,
                PullRequestSettings.DEFAULTS,
                BlobSettings.DEFAULTS,
                KafkaSettings.DEFAULTS,
                ServeSettings.DEFAULTS,
                ApiSettings.DEFAULTS));
  }

  @Test
  void theReferenceFileNamesEveryKey() throws IOException {
    String reference =
        Files.readString(Path.of(System.getProperty("sluice.root"), "config", "sluice.yaml"));

    assertThat(reference)
        .contains(
            "groups:", "maxAddresses:", "widestPrefix:", "serviceTags:", "azureResources:", "open:")
        .contains("exclude:", "scanTargets:", "exceptions:", "recommend:", "tightness:");
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Settings settings =
        load(
            """
            externals:
              groups:
                partner: [203.0.113.0/24, "2001:db8::/32"]
              maxAddresses: 4
              widestPrefix: {ipv4: 16, ipv6: 48}
            scope:
              exclude: [tools, "team-*"]
            quarantine:
              scanTargets: 7
            recommend: {tightness: few}
            """);

    assertThat(settings.tightness()).isEqualTo(Tightness.FEW);
    assertThat(settings.externalGroups().get("partner").toString())
        .isEqualTo("[203.0.113.0/24, 2001:db8::/32]");
    assertThat(settings.maxExternalAddresses()).isEqualTo(4);
    assertThat(settings.externals().widest()).isEqualTo("/16 for IPv4 and /48 for IPv6");
    assertThat(settings.excludedNamespaces()).containsExactly("team-*", "tools");
    assertThat(settings.scanTargets()).isEqualTo(7);
  }

  @Test
  void aTightnessThatIsNoneIsRefusedWithTheWordsThatThereAre() {
    assertThatThrownBy(() -> load("recommend:\n  tightness: loose\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "recommend.tightness must be one of exact, balanced, few, but is \"loose\"")
        .hasMessageContaining(":2");
  }

  @Test
  void namesOfAddressesComeFromFilesBesideTheSettings() throws IOException {
    Files.writeString(
        folder.resolve("tags.json"),
        "{\"values\": [{\"name\": \"Storage\", \"properties\": {\"addressPrefixes\":"
            + " [\"20.1.0.0/16\"]}}]}");
    Files.writeString(folder.resolve("az.json"), "{\"data\": []}");

    Settings settings =
        load(
            """
            externals:
              serviceTags: tags.json
              azureResources: [az.json]
              open: [Stor*]
            """);

    assertThat(settings.externals().known())
        .singleElement()
        .satisfies(range -> assertThat(range.title()).isEqualTo("service tag Storage"))
        .satisfies(range -> assertThat(settings.externals().opens(range)).isTrue());
  }

  @Test
  void whatIsWrongWithTheFilesIsSaidTogetherWithTheSettings() throws IOException {
    Files.writeString(
        folder.resolve("tags.json"),
        "{\"values\": [{\"name\": \"Storage\", \"properties\": {\"addressPrefixes\":"
            + " [\"20.1.0.0/16\"]}}]}");

    assertThatThrownBy(
            () ->
                load(
                    """
                    externals:
                      serviceTags: tags.json
                      open: [Storag]
                      widestPrefix: {ipv4: 4}
                    """))
        .hasMessageContaining("externals.open must name service tags or resources of the files")
        .hasMessageContaining("did you mean Storage?")
        .hasMessageContaining(
            "externals.widestPrefix.ipv4 must be a prefix length from 8 to 32, but is 4");
    assertThatThrownBy(
            () ->
                load(
                    """
                    externals:
                      serviceTags: none.json
                      azureResources: gone.json
                      open: [Storage]
                    """))
        .hasMessageContaining("none.json: cannot be read")
        .hasMessageContaining("gone.json: cannot be read");
    assertThatThrownBy(() -> load("externals: {open: [Storage]}"))
        .hasMessageContaining("neither externals.serviceTags nor externals.azureResources");
  }

  @Test
  void anEmptyFileIsTheDefaults() throws IOException {
    assertThat(load("# nothing\n")).isEqualTo(Settings.defaults());
    assertThat(load("externals:\nscope: {}\n")).isEqualTo(Settings.defaults());
  }

  @Test
  void allProblemsAreReportedAtOnceWithLineKeyAndTheNearestKnownKey() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    externals:
                      group:
                        a: [203.0.113.0/24]
                      groups:
                        b: [203.0.113.7, not a range]
                        c: 203.0.113.0/24
                      maxAddresses: 0
                    scope:
                      exclude: ["../x"]
                    quarantine:
                      scanTargets: many
                      scanTargets: 3
                    colour: blue
                    """))
        .isInstanceOf(UsageException.class)
        .message()
        .contains("settings.yaml:3: externals.group is no setting; did you mean groups?")
        .contains(
            "settings.yaml:5: externals.groups.b must hold ranges such as 203.0.113.0/24, but has"
                + " \"not a range\"")
        .contains("settings.yaml:6: externals.groups.c must be a list")
        .contains("settings.yaml:7: externals.maxAddresses must be at least 1, but is 0")
        .contains("settings.yaml:9: scope.exclude must hold namespaces")
        .contains("settings.yaml:12: quarantine.scanTargets is there twice")
        .contains("settings.yaml:13: colour is no setting; known are externals, scope, quarantine");
  }

  @Test
  void whatIsNoYamlOrNotThereIsNamed() {
    assertThatThrownBy(() -> load("a: [b\n")).hasMessageContaining("settings.yaml: no valid YAML");
    assertThatThrownBy(() -> load("- a\n")).hasMessageContaining("the file must be a mapping");
    assertThatThrownBy(() -> SettingsFile.load(Optional.of(folder.resolve("none.yaml"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.yaml cannot be read");
  }

  private Settings load(String yaml) throws IOException {
    return SettingsFile.load(Optional.of(Files.writeString(folder.resolve("settings.yaml"), yaml)))
        .settings();
  }

  @Test
  void exceptionsAreRead() throws IOException {
    FindingException exception =
        exceptions(
                """
                exceptions:
                - {finding: would-deny, from: "shop/*", port: TCP/80, reason: old, expires: 2027-01-31}
                """)
            .get(0);

    assertThat(exception.rule()).isEqualTo(FindingRule.WOULD_DENY);
    assertThat(exception.title()).isEqualTo("would-deny from shop/* on TCP/80");
    assertThat(exception.expires()).isEqualTo("2027-01-31");
    assertThat(exception.line()).isEqualTo(2);
  }

  @Test
  void anExceptionWithoutReasonLastDayOrKnownRuleIsRefused() {
    assertThatThrownBy(
            () ->
                exceptions(
                    """
                    exceptions:
                    - {finding: woud-deny, expires: soon, who: me}
                    """))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("exceptions.finding must be one of would-deny")
        .hasMessageContaining("exceptions.reason must say why")
        .hasMessageContaining("must be a day such as 2027-01-31, but is \"soon\"")
        .hasMessageContaining("exceptions.who is no setting");
  }

  private List<FindingException> exceptions(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("exceptions.yaml"), yaml);
    return SettingsFile.load(Optional.of(file)).exceptions();
  }

  @Test
  void settingsNestedWithoutEndAreRefused() {
    assertThatThrownBy(() -> load("externals:\n  " + "[".repeat(100_000)))
        .isInstanceOf(UsageException.class);
  }
}
