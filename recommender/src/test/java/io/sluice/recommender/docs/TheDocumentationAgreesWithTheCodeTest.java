package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TheDocumentationAgreesWithTheCodeTest {
  /** A key of the settings, at the top or just below. */
  private static final Pattern SETTING = Pattern.compile("( {2})?([a-zA-Z]+):.*");

  private static final Pattern PATH_OF_SOME_MACHINE = Pattern.compile("/(home|root|tmp|Users)/");

  @Test
  void everyOutcomeOfARecordIsExplainedInItsOrder() {
    List<String> explained = Page.firstCells(Page.of("docs/ingest.md").section("outcomes"));

    assertThat(explained).isEqualTo(Arrays.stream(Outcome.values()).map(Outcome::word).toList());
  }

  @Test
  void everyReasonForAnUnknownEndIsExplainedInItsOrder() {
    List<String> explained =
        Page.firstCells(Page.of("docs/attribution.md").section("unknown-reasons"));

    assertThat(explained)
        .isEqualTo(Arrays.stream(UnknownReason.values()).map(UnknownReason::word).toList());
  }

  @Test
  void everyKindOfFindingIsExplainedInItsOrder() {
    List<String> explained = Page.firstCells(Page.of("docs/check.md").section("finding-rules"));

    assertThat(explained)
        .isEqualTo(Arrays.stream(FindingRule.values()).map(FindingRule::word).toList());
  }

  @Test
  void everyStateOfAWorkloadIsExplainedInItsWord() {
    List<String> explained = Page.firstCells(Page.of("docs/recommend.md").section("states"));

    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(WorkloadProposal.State.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
  }

  @Test
  void everyFormatThatIsReadHasItsWordOnTheIngestPage() {
    String page = Page.of("docs/ingest.md").text();

    assertThat(Arrays.stream(LogFormat.values()).filter(LogFormat::supported))
        .filteredOn(format -> format != LogFormat.EMPTY)
        .allSatisfy(format -> assertThat(page).contains("`" + format.word() + "`"));
  }

  @Test
  void theEngineTableSaysWhatTheProfilesSay() {
    String page = Page.of("docs/policies.md").text();
    List<String> rows = page.lines().filter(line -> line.startsWith("| `")).toList();

    for (EngineProfile engine : EngineProfile.all()) {
      assertThat(rows).as("row of %s", engine.name()).contains(row(engine));
    }
  }

  private static String row(EngineProfile engine) {
    EngineProfile.NodeTraffic nodes = engine.nodeTraffic();
    EngineProfile.Ports ports = engine.ports();
    return String.join(
        " | ",
        "| `" + engine.name() + "`",
        yes(engine.ipBlocks().matchPods()),
        yes(engine.ipBlocks().matchNodes()),
        nodes.toOwnNode() ? "filtered" : "never filtered",
        nodes.fromOwnNode() ? "filtered, but for probes" : "always passes",
        switch (nodes.loadBalancer()) {
          case UNFILTERED -> "never filtered";
          case NODE -> "the node";
          case CLIENT_OR_NODE -> "client or node";
        },
        ports.initContainers() ? "containers, init containers" : "containers",
        ports.severalNumbers() ? "by pod" : "unsure",
        ports.sctp() ? "yes" : "if enabled",
        gaps(engine.gaps()),
        switch (engine.windows()) {
          case SAME -> "same |";
          case NPM_WINDOWS -> "`npm-windows` |";
          case NOTHING -> "nothing |";
        });
  }

  private static String gaps(EngineProfile.Gaps gaps) {
    return gaps.features().isEmpty()
        ? "–"
        : gaps.features().stream()
            .sorted()
            .map(EngineFeature::words)
            .collect(Collectors.joining(", "));
  }

  private static String yes(boolean holds) {
    return holds ? "yes" : "no";
  }

  @Test
  void everyPackageIsNamedWhereTheWayOfALineIsTold() {
    String page = Page.of("docs/architecture.md").text();

    List<String> packages = packages();

    assertThat(packages).hasSizeGreaterThan(50);
    assertThat(packages).filteredOn(name -> !page.contains("`" + name + "`")).isEmpty();
  }

  /**
   * The packages of the three modules as {@code module.package} less the module; those of {@code
   * pr} are told by its package-info.
   */
  private static List<String> packages() {
    List<String> names = new ArrayList<>();
    for (String module : List.of("ingest", "analyzer", "recommender")) {
      Path base = Page.root().resolve(module).resolve("src/main/java/io/sluice").resolve(module);
      try (Stream<Path> walk = Files.walk(base)) {
        walk.filter(file -> file.endsWith("package-info.java"))
            .map(file -> base.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
            .filter(name -> !name.isEmpty() && !name.matches("pr(\\..*)?"))
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  @Test
  void everySettingOfTheReferenceFileHasItsRow() {
    List<String> rows =
        Page.of("docs/cli.md").text().lines().filter(line -> line.startsWith("| `")).toList();
    String section = "";
    int keys = 0;
    List<String> missing = new ArrayList<>();

    for (String line : Page.of("config/sluice.yaml").text().lines().toList()) {
      Matcher matcher = SETTING.matcher(line);
      if (matcher.matches() && matcher.group(1) == null) {
        section = matcher.group(2);
      } else if (matcher.matches()) {
        String path = "`" + section + "." + matcher.group(2) + "`";
        String parent = "| `" + section + "` |";
        String key = "`" + matcher.group(2) + "`";
        keys++;
        if (rows.stream()
            .noneMatch(
                row -> row.contains(path) || (row.startsWith(parent) && row.contains(key)))) {
          missing.add(path);
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(keys).isGreaterThan(10);
  }

  @Test
  void everyPageIsLinkedFromTheReadme() {
    assertThat(Page.all())
        .extracting(Page::path)
        .filteredOn(path -> !path.startsWith("docs/adr/") && !path.equals("README.md"))
        .isSubsetOf(
            Page.of("README.md").links().stream().map(link -> link.replaceAll("#.*", "")).toList());
  }

  @Test
  void everyLinkBetweenPagesLeadsSomewhere() {
    List<String> broken = new ArrayList<>();

    for (Page page : Page.all()) {
      for (String link : page.links()) {
        if (!link.contains("://") && !leadsSomewhere(page, link)) {
          broken.add(page.path() + " → " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void noPagePointsToAPathOfSomebodysMachine() {
    assertThat(Page.all())
        .allSatisfy(
            page ->
                assertThat(PATH_OF_SOME_MACHINE.matcher(page.text()).find())
                    .as(page.path())
                    .isFalse());
  }

  private static boolean leadsSomewhere(Page page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path here = Path.of(page.path());
    Path target = file.isEmpty() ? here : here.resolveSibling(Path.of(file)).normalize();
    Path onDisk = Page.root().resolve(target);
    if (!Files.exists(onDisk)) {
      return false;
    }
    return hash < 0
        || Page.of(target.toString().replace('\\', '/'))
            .anchors()
            .contains(link.substring(hash + 1));
  }
}
