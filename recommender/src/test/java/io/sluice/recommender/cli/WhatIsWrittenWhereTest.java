package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.Sluice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer never overwrites what it rests on, and one that does not get out is no success. */
final class WhatIsWrittenWhereTest {
  private static final String FUTURE = "2099-01-01T00:00:00Z";

  @TempDir Path folder;

  private TinyWorld world;

  @BeforeEach
  void logsAndSnapshot() {
    world = new TinyWorld(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recommend", "check", "flows", "inspect"})
  void logsWithoutAnyFlowAnswerNothing(String command) throws IOException {
    Path events =
        Files.writeString(
            folder.resolve("events.jsonl"),
            "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":7},"
                + "\"node_name\":\"aks-1\",\"time\":\"2026-11-05T09:00:00Z\"}\n");

    CommandRun run = world.on(events, command);

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no record could be read from " + events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recommend", "check"})
  void whatRestsOnEvidenceIsNotAnsweredWithoutAny(String command) {
    CommandRun run = world.run(command, "--since", FUTURE);

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("none of the 16 records could be used (outside-window 16)");
  }

  @Test
  void logsOfWhichNothingCanBeUsedLeaveEarlierPoliciesAlone() {
    Path out = folder.resolve("out");
    assertThat(world.run("recommend", "--out-dir", out).exit()).isZero();
    SortedMap<String, String> before = Sluice.files(out);

    CommandRun run = world.run("recommend", "--out-dir", out, "--prune", "--since", FUTURE);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(Sluice.files(out)).isEqualTo(before);
  }

  @Test
  void whatAPoorerLogDoesNotProposeStaysUnlessPruned() throws IOException {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("gone"));
    world.run("recommend", "--out-dir", out);
    Path old = out.resolve("gone/old.yaml");
    Files.copy(out.resolve("shop/cart.yaml"), old);

    CommandRun kept = world.run("recommend", "--out-dir", out);
    assertThat(old).exists();
    assertThat(kept.err()).contains("1 policy in " + out + " from an earlier run", "--prune");

    CommandRun pruned = world.run("recommend", "--out-dir", out, "--prune");
    assertThat(old).doesNotExist();
    assertThat(pruned.err()).contains("Removed gone/old.yaml").doesNotContain("earlier run");
  }

  @Test
  void anAnswerNeverOverwritesAnInput() {
    Path log = world.files().get(0);
    Path snapshot = world.cluster();
    String logBefore = TinyWorld.read(log);
    String snapshotBefore = TinyWorld.read(snapshot);

    for (Object logs : new Object[] {log, world.logs(), log.getParent() + "/*"}) {
      CommandRun run = world.on(logs, "flows", "-o", "json=" + log);
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("would overwrite", "which this run reads");
    }
    assertThat(world.run("flows", "-o", "json=" + snapshot).exit()).isEqualTo(2);
    assertThat(TinyWorld.read(log)).isEqualTo(logBefore);
    assertThat(TinyWorld.read(snapshot)).isEqualTo(snapshotBefore);
  }

  @Test
  void twoAnswersNeedTwoFiles() {
    Path report = folder.resolve("report");

    CommandRun run =
        world.run("flows", "-o", "json=" + report, "-o", "md=" + folder.resolve("./report"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("two -o write to");
    assertThat(report).doesNotExist();
  }

  @Test
  void aYamlStreamIsNoPolicyOfTheFolder() {
    Path out = folder.resolve("out");

    CommandRun yaml = world.run("recommend", "--out-dir", out, "-o", "yaml=" + out + "/all.yaml");
    CommandRun report = world.run("recommend", "--out-dir", out, "-o", "md=" + out + "/REPORT.md");

    assertThat(yaml.exit()).isEqualTo(2);
    assertThat(yaml.err()).contains("every YAML file is one policy");
    assertThat(report.exit()).as(report.err()).isZero();
    assertThat(out.resolve("REPORT.md")).isNotEmptyFile();
  }

  @Test
  void anAnswerThatCannotBeWrittenIsFoundBeforeTheRun() {
    Path out = folder.resolve("out");

    CommandRun run =
        world.run("recommend", "--out-dir", out, "-o", "json=" + folder.resolve("no/x.json"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("there is no folder").doesNotContain("Read 1 file");
    assertThat(out).doesNotExist();
  }

  @Test
  void logsOfWhichNothingIsEvidencePruneNothing() throws IOException {
    Path out = folder.resolve("out");
    world.run("recommend", "--out-dir", out);
    SortedMap<String, String> before = Sluice.files(out);
    Path strangers =
        Files.writeString(
            folder.resolve("strangers.jsonl"),
            String.join("\n", world.lines())
                .replace("\"shop\"", "\"elsewhere\"")
                .replace("=shop", "=elsewhere")
                .replaceAll("\"10[.]244[.]", "\"10.99."));

    CommandRun run =
        world.on(strangers, "recommend", "--out-dir", out, "--prune", "--min-evidence", "9999");

    assertThat(run.exit()).as(run.err()).isLessThan(4);
    assertThat(Sluice.files(out)).isEqualTo(before);
  }

  @Test
  void theFolderOfOneNamespaceIsNoTarget() {
    Path out = folder.resolve("out");
    world.run("recommend", "--out-dir", out);
    SortedMap<String, String> before = Sluice.files(out);

    CommandRun run = world.run("recommend", "--out-dir", out.resolve("shop"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("holds the policies of one namespace of another --out-dir");
    assertThat(Sluice.files(out)).isEqualTo(before);
  }

  @Test
  void aFolderThatCannotBeMadeIsFoundBeforeTheRun() throws IOException {
    Path dangling = folder.resolve("dangling");
    Files.createSymbolicLink(dangling, folder.resolve("nowhere"));
    Path inAFile = world.files().get(0).resolve("x");
    Path tooLong = folder.resolve("x".repeat(300));

    for (Path target : new Path[] {dangling, inAFile, tooLong}) {
      CommandRun run = world.run("recommend", "--out-dir", target);

      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("cannot write into --out-dir").doesNotContain("Read 2 files");
    }
    assertThat(world.run("flows", "-o", "json=" + tooLong).exit()).isEqualTo(2);
    assertThat(world.run("recommend", "--prune").exit()).isEqualTo(2);
  }

  @Test
  void severalAnswersInAVariableMayStandOnLines() {
    Path json = folder.resolve("a.json");
    Path csv = folder.resolve("a.csv");

    CommandRun run =
        CommandRun.of(
            Map.of("SLUICE_OUTPUT", "json=" + json + "\ncsv=" + csv), "", "flows", world.logs());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(json).isNotEmptyFile();
    assertThat(csv).isNotEmptyFile();
  }

  @Test
  void anEmptyPathIsRefusedAndNeverTheCurrentFolder() {
    assertThat(world.run("recommend", "--out-dir", "").err()).contains("expected a path");
    assertThat(world.run("recommend", "--out-dir", "").exit()).isEqualTo(2);
    assertThat(world.on("", "flows").exit()).isEqualTo(2);
    assertThat(world.on("", "flows").err()).contains("an empty path among LOGS");
    assertThat(CommandRun.of("flows", world.logs(), "--cluster", "").exit()).isEqualTo(2);
    assertThat(CommandRun.of("flows", world.logs(), "--cluster", "a=").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flows LOGS", "version", "--help", "help check", "completion bash"})
  void anAnswerThatStandardOutputDoesNotTakeIsAFailure(String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exit =
        Main.run(
            line.replace("LOGS", world.logs().toString()).split(" "),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new FullDisk(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());

    assertThat(exit).isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written to standard");
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
