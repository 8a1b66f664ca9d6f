package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.run.Session;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class CommandLineTest {
  private static final String ALL =
      "recommend check diff explain test flows inspect pr publish serve snapshot demo version"
          + " completion help";
  private static final List<String> COMMANDS = List.of(ALL.split(" ", -1));

  @TempDir Path folder;

  private TinyWorld world;

  @BeforeEach
  void logsAndSnapshot() {
    world = new TinyWorld(folder);
  }

  @Test
  void withoutACommandTheUsageGoesToStderr() {
    CommandRun run = CommandRun.of();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: sluice").contains(COMMANDS);
  }

  @Test
  void helpGoesToStdoutAndListsCommandsAndExitCodes() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(COMMANDS).contains("70", "130", "SLUICE_OUT_DIR");
  }

  @ParameterizedTest
  @MethodSource("withHelp")
  void everyCommandHasHelp(String command) {
    CommandRun byOption = CommandRun.of(command, "--help");
    CommandRun byCommand = CommandRun.of("help", command);

    assertThat(byOption.exit()).isZero();
    assertThat(byOption.out()).startsWith("Usage: sluice " + command).isEqualTo(byCommand.out());
  }

  @Test
  void helpNamesTheFindingsThatTheCommandCanFailOn() {
    assertThat(failOn("recommend"))
        .contains("would-deny, denied, quarantined, not-evaluated, never (default: never)");
    assertThat(failOn("check"))
        .contains("not-evaluated, selector-mismatch,", "decision-unused, never (default:");
  }

  private static String failOn(String command) {
    String help = CommandRun.of("help", command).out();
    return help.substring(help.indexOf("--fail-on")).replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @CsvSource({
    "recomend logs, 'there is no command \"recomend\"', recommend",
    "bake, 'there is no command \"bake\"', ''",
    "recommend logs --outdir x, Unknown option: '--outdir', --out-dir",
    "check logs --nonsense, Unknown option: '--nonsense', ''",
  })
  void whatIsUnknownIsRefusedWithTheNearestKnownWord(String line, String says, String suggestion) {
    CommandRun run = CommandRun.of((Object[]) line.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(says);
    assertThat(run.err().contains("did you mean")).isEqualTo(!suggestion.isEmpty());
    assertThat(run.err()).contains(suggestion).contains("--help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recommend LOGS|needs --cluster|kubectl get pods",
        "check LOGS|needs --cluster|kubectl get pods",
        "recommend --cluster CLUSTER|LOGS|",
        "flows LOGS -o yaml|flows has no form yaml|table, wide, json, md, csv",
        "flows LOGS -o xml|expected one of table|xml",
        "flows LOGS -o json=|no path|",
        "flows LOGS -o json -o table|only one -o|=PATH",
        "recommend LOGS --cluster CLUSTER --max-bad lots|--max-bad|such as 1%",
        "recommend LOGS --cluster CLUSTER --since yesterday|--since|RFC 3339",
        "recommend LOGS --cluster CLUSTER --format tcpdump|--format|hubble",
        "recommend LOGS --cluster CLUSTER --engine ebpf|--engine is one of|cilium",
        "recommend LOGS --cluster CLUSTER --min-evidence 0|--min-evidence must be at least 1|0",
        "recommend LOGS --cluster CLUSTER --isolate up|--isolate|both",
        "check LOGS --cluster CLUSTER --fail-on everything|--fail-on is a list of|would-deny",
        "check LOGS --cluster CLUSTER --fail-on never,denied|cannot stand beside|",
        "recommend LOGS --cluster CLUSTER --fail-on no-policy|not-evaluated, never,|no-policy",
        "check LOGS --cluster CLUSTER --policies CLUSTER --add-policies CLUSTER|one of the two|",
        "recommend LOGS --cluster a=CLUSTER --cluster CLUSTER|name every --cluster or none|",
        "recommend LOGS --cluster a=CLUSTER --cluster b=CLUSTER --policies CLUSTER|NAME=|a, b",
        "recommend LOGS --cluster CLUSTER --since yesterday|a span before the last record|12h",
        "flows LOGS -o json=/nowhere/at/all/x.json|there is no folder|x.json",
        "flows LOGS -o json=LOGS|is a folder|",
        "recommend LOGS --cluster CLUSTER --out-dir /|root of the file system|",
        "flows LOGS --since 2026-11-05T10:00:00Z --until 2026-11-05T09:00:00Z|before --until|",
      })
  void wrongUsageSaysWhatToDoAndExitsWithTwo(String line, String says, String also) {
    Object[] words =
        line.replace("LOGS", world.logs().toString())
            .replace("CLUSTER", world.cluster().toString())
            .split(" ");

    CommandRun run = CommandRun.of(words);

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(says).contains(also == null ? "" : also);
  }

  @Test
  void everyOptionHasItsVariable() {
    Map<String, String> names = new HashMap<>();
    for (CommandLine command : Commands.all(session(Map.of())).getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (!option.usageHelp()) {
          String name = Variables.name(option);
          assertThat(name).matches("SLUICE_[A-Z]+(_[A-Z]+)*");
          names.merge(name, option.longestName(), (a, b) -> a.equals(b) ? a : "two options");
        }
      }
    }

    assertThat(names).doesNotContainValue("two options").hasSizeGreaterThan(25);
    assertThat(names.keySet())
        .contains("SLUICE_CLUSTER", "SLUICE_OUT_DIR", "SLUICE_MIN_EVIDENCE", "SLUICE_OUTPUT");
  }

  @Test
  void aVariableCountsWhereTheCommandLineSaysNothing() {
    Map<String, String> env =
        Map.of(
            "SLUICE_CLUSTER",
            world.cluster().toString(),
            "SLUICE_OUTPUT",
            "json",
            "SLUICE_QUIET",
            "true");

    CommandRun fromEnv = CommandRun.of(env, "", "flows", world.logs());
    CommandRun fromLine = CommandRun.of(env, "", "flows", world.logs(), "-o", "csv");

    assertThat(fromEnv.json().path("kind").asText()).isEqualTo("FlowsReport");
    assertThat(fromEnv.err()).isEmpty();
    assertThat(fromLine.out()).startsWith("cluster,from,to,");
  }

  @Test
  void aVariableMayHoldSeveralPathsOnePerLine() {
    Map<String, String> env =
        Map.of("SLUICE_CLUSTER", "a=" + world.cluster() + "\nb=" + world.cluster());

    CommandRun run = CommandRun.of(env, "", "recommend", world.logs(), "--policies", "none");

    assertThat(run.err()).contains("NAME is one of a, b");
  }

  @Test
  void standardInputIsReadEvenWhereTwoPassesAreNeeded() {
    String log = String.join("\n", world.lines()) + "\n";

    CommandRun run =
        CommandRun.of(
            Map.of(),
            log,
            "flows",
            "-",
            "--since",
            "1h",
            "--cluster",
            world.cluster(),
            "-o",
            "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.json().path("edges")).isNotEmpty();
  }

  @Test
  void recordsOutsideTheWindowAreSkippedAndCounted() {
    CommandRun all = world.run("flows", "-o", "json");
    CommandRun none = world.run("flows", "-o", "json", "--until", "2020-01-01T00:00:00Z");

    assertThat(all.json().path("edges")).isNotEmpty();
    assertThat(none.json().path("edges")).isEmpty();
    assertThat(
            none.json().path("accounting").path("skippedByReason").path("outside-window").asLong())
        .isEqualTo(all.json().path("accounting").path("records").asLong());
  }

  @Test
  void aNamespaceThatNobodyKnowsIsWarnedOf() {
    CommandRun typo = world.run("flows", "-n", "shpo");
    CommandRun right = world.run("flows", "-n", "shop");

    assertThat(typo.exit()).isZero();
    assertThat(typo.err()).contains("warning: --namespace shpo: neither the cluster nor the logs");
    assertThat(right.err()).doesNotContain("--namespace");
  }

  @Test
  void theCompletionScriptKnowsEveryCommandAndOption() {
    String script = CommandRun.of("completion", "bash").out();

    assertThat(script).contains(ALL, "--accept-withheld", "--add-policies");
    assertThat(CommandRun.of("completion", "zsh").out()).startsWith("#compdef sluice\n");
    assertThat(CommandRun.of("completion", "fish").exit()).isEqualTo(2);
  }

  @Test
  void versionNamesSluiceAndJava() {
    assertThat(CommandRun.of("version").out()).matches("sluice \\S+ \\(Java [^)]+\\)\n");
    assertThat(CommandRun.of("version", "-o", "json").json().path("java").asText())
        .isEqualTo(System.getProperty("java.version"));
  }

  @Test
  void theDemoRunsTheWholeWayAndLeavesNothing() {
    CommandRun run = CommandRun.of("demo");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("$ sluice recommend example/logs", "What changes", "$ sluice check")
        .contains("payments/ledger-ingress isolates it")
        .doesNotContain("sluice-demo-");
    assertThat(run.err()).doesNotContain("sluice-demo-").contains("Read ");
  }

  static List<String> withHelp() {
    return COMMANDS.subList(0, COMMANDS.size() - 1);
  }

  private static Session session(Map<String, String> env) {
    PrintStream nowhere = new PrintStream(java.io.OutputStream.nullOutputStream());
    return new Session(
        InputStream.nullInputStream(),
        nowhere,
        nowhere,
        env,
        false,
        false,
        new io.sluice.recommender.write.file.Scratch());
  }
}
