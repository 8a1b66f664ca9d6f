package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sluice.recommender.example.ExampleFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schemas are what the commands write, and are strict enough to notice a change. */
final class SchemasTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "recommend, recommendation-report",
    "check, check-report",
    "flows, flows-report",
    "inspect, inspect-report"
  })
  void theReportsFitTheirSchema(String command, String schema) {
    TinyWorld world = new TinyWorld(folder);

    assertThat(errors(schema, example(command))).isEmpty();
    assertThat(errors(schema, example(command, "--show-client-addresses"))).isEmpty();
    assertThat(errors(schema, world.run(command, "-o", "json").out())).isEmpty();
    assertThat(errors(schema, bare(command, world))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "shop/web, shop/cart, 7070",
    "shop/cart, shop/cart, 7070",
    "203.0.113.9, shop/cart, 7070",
    "shop/web, shop/cart[Service], 80",
    "shop/web, shop/cart, ICMP"
  })
  void explanationsAndTestResultsFitTheirSchema(String from, String to, String port) {
    Path world = new PolicyWorld(folder.resolve("world"), PolicyWorld.WEB_MAY_CALL_CART).folder;
    CommandRun explained =
        CommandRun.of(
            "explain",
            "--from",
            from,
            "--to",
            to,
            "--port",
            port,
            "--cluster",
            world,
            "-o",
            "json");
    String line =
        "{\"src\":\"%s\",\"dst\":\"%s\",\"port\":\"%s\",\"expected\":\"allow\",\"more\":1}\n"
            .formatted(from, to, port.equals("ICMP") ? "-" : port);
    CommandRun tested =
        CommandRun.of(
            Map.of(),
            line + TestCommandTest.line("shop/nobody", "shop/cart", 1, "deny"),
            "test",
            "-",
            "--cluster",
            world,
            "-o",
            "json");

    assertThat(errors("explain-report", explained.out())).as(explained.err()).isEmpty();
    assertThat(tested.out().lines())
        .hasSize(2)
        .allSatisfy(result -> assertThat(errors("test-result", result)).isEmpty());
    assertThat(errors("explain-report", explained.out().replace("\"hints\"", "\"tips\"")))
        .isNotEmpty();
    assertThat(
            errors("test-result", tested.out().lines().findFirst().orElse("").replace("pass", "p")))
        .isNotEmpty();
  }

  @Test
  void theReportOfADiffFitsItsSchemaWithAndWithoutFlows() {
    Path expected = ExampleFolder.cluster().resolveSibling("expected").resolve("policies");
    List<Object> words = List.of("diff", ExampleFolder.cluster(), expected, "-o", "json");
    List<Object> weighed = new ArrayList<>(words);
    weighed.addAll(List.of("--cluster", ExampleFolder.cluster(), "--flows", ExampleFolder.logs()));
    List<Object> alone = new ArrayList<>(words);
    alone.addAll(List.of("--cluster", ExampleFolder.cluster(), "--engine-to", "npm"));

    assertThat(errors("diff-report", CommandRun.of(weighed.toArray()).out())).isEmpty();
    assertThat(errors("diff-report", CommandRun.of(alone.toArray()).out())).isEmpty();
  }

  @Test
  void aBacktestFitsTheSchemaOfTheRecommendation() {
    String report = example("recommend", "--backtest", "24h");

    assertThat(report).contains("\"backtest\"");
    assertThat(errors("recommendation-report", report)).isEmpty();
    assertThat(errors("recommendation-report", report.replace("\"unit\"", "\"of\""))).isNotEmpty();
  }

  @Test
  void aKeyThatIsMissingOrNewIsNoticed() {
    String report = example("check");

    assertThat(errors("check-report", report.replace("\"because\":", "\"why\":"))).isNotEmpty();
    assertThat(errors("check-report", report.replace("CheckReport", "Report"))).isNotEmpty();
    assertThat(errors("check-report", report.replaceFirst("\"hoursWithData\": [0-9]+,", "")))
        .isNotEmpty();
  }

  /** Without what is optional: no cluster, or nothing that is shown. */
  private static String bare(String command, TinyWorld world) {
    if (command.equals("flows") || command.equals("inspect")) {
      return CommandRun.of(command, world.logs(), "-o", "json").out();
    }
    return world.run(command, "-o", "json", "--namespace", "nowhere").out();
  }

  private static String example(String command, String... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                command, ExampleFolder.logs(), "--cluster", ExampleFolder.cluster(), "-o", "json"));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray()).out();
  }

  /** What is wrong with an answer, as its schema has it. */
  static List<Error> errors(String name, String json) {
    Path file = Path.of(System.getProperty("sluice.root"), "docs", "schemas", name + ".json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TinyWorld.read(file), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }
}
