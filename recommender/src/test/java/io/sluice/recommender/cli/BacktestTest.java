package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learnt from the earlier records, held against the later ones. */
final class BacktestTest {
  @TempDir Path folder;

  private Fixture world;
  private ExampleWorkload web;
  private ExampleWorkload cart;

  /** Ten hours of web calling cart; in the last of them web also calls cart's admin port. */
  @BeforeEach
  void write() {
    world = new Fixture(folder.resolve("world"));
    web = world.deployment("shop/web", "app=web", 2);
    cart = world.deployment("shop/cart", "app=cart", 2, 7070, 9090);
    for (int hour = 0; hour < 10; hour++) {
      world.at(Fixture.START.plus(Duration.ofHours(hour))).talks(web, cart, 7070);
    }
    world.talks(web, cart, 9090);
    world.write();
  }

  private CommandRun recommend(Object logs, Object... options) {
    return recommend(Map.of(), "", logs, options);
  }

  private CommandRun recommend(
      Map<String, String> env, String stdin, Object logs, Object... options) {
    Object[] words = new Object[options.length + 4];
    words[0] = "recommend";
    words[1] = logs;
    words[2] = "--cluster";
    words[3] = world.cluster();
    System.arraycopy(options, 0, words, 4, options.length);
    return CommandRun.of(env, stdin, words);
  }

  private Path edges(String name, Object... options) {
    Path table = folder.resolve(name);
    Object[] words = new Object[options.length + 6];
    words[0] = "flows";
    words[1] = world.logs();
    words[2] = "--cluster";
    words[3] = world.cluster();
    words[4] = "-o";
    words[5] = "edges=" + table;
    System.arraycopy(options, 0, words, 6, options.length);
    assertThat(CommandRun.of(words).exit()).isZero();
    return table;
  }

  @Test
  void whatAppearedInTheHeldOutPartWouldHaveBeenDenied() {
    JsonNode tested = recommend(world.logs(), "--backtest", "3h", "-o", "json").json();

    JsonNode backtest = tested.path("backtest");
    assertThat(backtest.path("denied").path("edges").asInt()).isEqualTo(1);
    assertThat(backtest.path("denied").path("count").asInt()).isEqualTo(4);
    assertThat(backtest.path("allowed").path("edges").asInt()).isEqualTo(1);
    assertThat(backtest.path("allowed").path("count").asInt()).isEqualTo(12);
    assertThat(backtest.path("allowedShare").asDouble()).isEqualTo(0.75);
    assertThat(backtest.path("unit").asText()).isEqualTo("connections");
    assertThat(backtest.path("findings")).hasSize(1);
    assertThat(backtest.path("findings").path(0).path("port").asInt()).isEqualTo(9090);
    assertThat(tested.path("findings")).as("the learnt part").isEmpty();
  }

  @Test
  void everyWorkloadIsToldWithThePolicyThatDenies() {
    JsonNode workloads =
        recommend(world.logs(), "--backtest", "3h", "-o", "json")
            .json()
            .path("backtest")
            .path("workloads");

    assertThat(workloads).hasSize(2);
    JsonNode first = workloads.path(0);
    assertThat(first.path("name").asText()).isEqualTo("cart");
    assertThat(first.path("all").path("count").asInt()).isEqualTo(16);
    assertThat(first.path("denied").path("count").asInt()).isEqualTo(4);
    assertThat(first.path("policies").path(0).asText()).isEqualTo("shop/cart");
    assertThat(first.path("firstDenied").asText()).startsWith("2026-11-05T18:");
    assertThat(workloads.path(1).path("policies").path(0).asText()).isEqualTo("shop/web");
  }

  @Test
  void peopleReadTheShareTheWorkloadsAndTheEdges() {
    String out = recommend(world.logs(), "--backtest", "3h").out();

    assertThat(out)
        .contains("75.0 % of 16 connections would have been allowed")
        .contains("1 edge (4) would have been denied")
        .contains("Nothing is written")
        .contains("TCP/9090");
    assertThat(out.indexOf("Backtest")).isLessThan(out.indexOf("What we could not see"));
  }

  @Test
  void aSpanInWhichNothingIsNewPasses() {
    world = new Fixture(folder.resolve("steady"));
    web = world.deployment("shop/web", "app=web", 2);
    cart = world.deployment("shop/cart", "app=cart", 2, 7070);
    for (int hour = 0; hour < 10; hour++) {
      world.at(Fixture.START.plus(Duration.ofHours(hour))).talks(web, cart, 7070);
    }
    world.write();

    CommandRun run = recommend(world.logs(), "--backtest", "5h", "--fail-on", "would-deny");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("100.0 % of 20 connections would have been allowed");
  }

  @Test
  void whatWouldHaveBeenDeniedFailsThePipelineIfAsked() {
    assertThat(recommend(world.logs(), "--backtest", "3h", "--fail-on", "would-deny").exit())
        .isEqualTo(ExitCode.FINDING.number());
    assertThat(recommend(world.logs(), "--backtest", "3h").exit()).isZero();
  }

  @Test
  void standardInputIsHeldOutLikeFiles() throws IOException {
    String lines;
    try (var files = Files.list(world.logs())) {
      lines = files.sorted().map(TinyWorld::read).collect(Collectors.joining());
    }

    CommandRun piped = recommend(Map.of(), lines, "-", "--backtest", "3h", "-o", "json");
    CommandRun read = recommend(world.logs(), "--backtest", "3h", "-o", "json");

    assertThat(piped.json().path("backtest")).isEqualTo(read.json().path("backtest"));
  }

  @Test
  void nothingIsWrittenOfAPartOfTheLogs() {
    Path out = folder.resolve("policies");

    CommandRun run = recommend(world.logs(), "--backtest", "3h", "--out-dir", out);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE.number());
    assertThat(run.err()).contains("--backtest").contains("--out-dir");
    assertThat(out).doesNotExist();
    assertThat(recommend(world.logs(), "--backtest", "3h", "-o", "yaml").exit())
        .isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void aSpanIsASpan() {
    assertThat(recommend(world.logs(), "--backtest", "2026-11-05T12:00:00Z").exit())
        .isEqualTo(ExitCode.USAGE.number());
    assertThat(recommend(world.logs(), "--backtest", "0d").exit())
        .isEqualTo(ExitCode.USAGE.number());
    assertThat(recommend(world.logs(), "--backtest", "soon").exit())
        .isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void aSpanThatTakesEverythingLeavesNothingToLearnFrom() {
    CommandRun run = recommend(world.logs(), "--backtest", "7d");

    assertThat(run.exit()).isEqualTo(ExitCode.INPUT.number());
    assertThat(run.err()).contains("nothing to learn from").contains("shorter span");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theWindowsOwnEndCounts() {
    String until = Fixture.START.plus(Duration.ofHours(9)).toString();

    JsonNode backtest =
        recommend(world.logs(), "--backtest", "3h", "--until", until, "-o", "json")
            .json()
            .path("backtest");

    assertThat(backtest.path("from").asText()).isEqualTo("2026-11-05T15:00:00Z");
    assertThat(backtest.path("denied").path("edges").asInt()).isZero();
    assertThat(backtest.path("allowed").path("count").asInt()).isEqualTo(12);
  }

  @Test
  void aSinceThatLeavesNothingBeforeTheSpanIsRefused() {
    CommandRun run = recommend(world.logs(), "--backtest", "3h", "--since", "2h");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE.number());
    assertThat(run.err()).contains("--backtest").contains("--since");
  }

  @Test
  void edgeTablesCountOnOneSideOrNotAtAll() {
    String split = Fixture.START.plus(Duration.ofHours(6)).toString();
    Path whole = edges("whole.edges");
    Path tables = folder.resolve("tables");
    assertThat(tables.toFile().mkdir()).isTrue();
    edges("tables/a.edges", "--until", split);
    edges("tables/b.edges", "--since", split);

    String end = Fixture.START.plus(Duration.ofHours(10)).toString();

    CommandRun across = recommend(whole, "--backtest", "3h");
    JsonNode ofTables = recommend(tables, "--backtest", "4h", "--until", end, "-o", "json").json();
    JsonNode ofLogs =
        recommend(world.logs(), "--backtest", "4h", "--until", end, "-o", "json").json();

    assertThat(across.exit()).isEqualTo(ExitCode.USAGE.number());
    assertThat(across.err()).contains("whole.edges").contains("--backtest");
    assertThat(ofTables.path("backtest")).isEqualTo(ofLogs.path("backtest"));
    assertThat(ofTables.path("workloads")).isEqualTo(ofLogs.path("workloads"));
  }
}
