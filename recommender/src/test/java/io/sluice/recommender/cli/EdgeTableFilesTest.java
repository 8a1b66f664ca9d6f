package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import io.sluice.recommender.cli.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EdgeTableFilesTest {
  @TempDir Path folder;

  private TinyWorld world;
  private Path table;

  @BeforeEach
  void write() {
    world = new TinyWorld(folder);
    table = folder.resolve("day.edges");
    CommandRun run = world.run("flows", "-o", "edges=" + table);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private CommandRun flows(Object logs, Object... options) {
    return world.on(logs, "flows", options);
  }

  private String csv(Object logs) {
    return flows(logs, "-o", "csv").out();
  }

  @Test
  void compressedTablesAreReadToo() throws IOException {
    byte[] bytes = Files.readAllBytes(table);
    Path zst = Files.write(folder.resolve("a"), Zstd.compress(bytes));
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
      out.write(bytes);
    }
    Path gzip = Files.write(folder.resolve("b"), gz.toByteArray());

    assertThat(csv(table)).contains("shop/cart").isEqualTo(csv(world.logs()));
    assertThat(csv(zst)).isEqualTo(csv(table));
    assertThat(csv(gzip)).isEqualTo(csv(table));
  }

  @Test
  void aTableOfNamesAloneFindsThePodsOfAClusterThatIsGivenLater() {
    Path named = folder.resolve("named.edges");
    CommandRun.of("flows", world.logs(), "-o", "edges=" + named);

    assertThat(csv(named)).contains("shop/cart").isEqualTo(csv(world.logs()));
    assertThat(world.on(named, "check", "-o", "json").out())
        .isEqualTo(world.run("check", "-o", "json").out());
  }

  @Test
  void aTableIsKnownByItsContentWhateverFormatTheLogsHave() {
    assertThat(flows(table, "-o", "csv", "--format", "hubble").out()).isEqualTo(csv(table));
    assertThat(flows(table, "--format", "edges").exit()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void aTableGoesToAFileAndBesideOtherAnswers() {
    Path other = folder.resolve("other.edges");

    CommandRun run = world.run("flows", "-o", "json", "-o", "edges=" + other);

    assertThat(run.json().path("kind").asText()).isEqualTo("FlowsReport");
    assertThat(other).hasSameBinaryContentAs(table);
    CommandRun refused = world.run("flows", "-o", "edges");
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE.number());
    assertThat(refused.err()).contains("edges=FILE");
    assertThat(world.run("check", "-o", "edges=" + other).exit())
        .isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void inspectShowsATableAsOneFileWithTheAccountOfItsLogs() {
    JsonNode ofLogs = world.run("inspect", "-o", "json").json();
    JsonNode ofTable = world.on(table, "inspect", "-o", "json").json();

    assertThat(ofTable.path("files")).hasSize(1);
    JsonNode file = ofTable.path("files").get(0);
    assertThat(file.path("format").asText()).isEqualTo("edges");
    assertThat(file.path("logs").asInt()).isEqualTo(world.files().size());
    assertThat(file.path("records")).isEqualTo(ofLogs.path("accounting").path("records"));
    assertThat(file.path("window")).isEqualTo(ofLogs.path("run").path("window"));
    for (String part : new String[] {"accounting", "coverage", "run", "edges"}) {
      assertThat(ofTable.path(part)).as(part).isEqualTo(ofLogs.path(part));
    }
    assertThat(world.on(table, "inspect").out())
        .contains("edges of " + world.files().size() + " log");
  }

  @Test
  void aTableCountsWholeOrNotAtAll() {
    JsonNode run = flows(table, "-o", "json").json();
    Instant from = Instant.parse(run.path("run").path("window").path("from").asText());
    Instant to = Instant.parse(run.path("run").path("window").path("to").asText());
    long records = run.path("accounting").path("records").asLong();

    CommandRun inside = flows(table, "-o", "csv", "--since", from, "--until", to.plusSeconds(1));
    CommandRun outside = flows(table, "-o", "json", "--since", to.plusSeconds(1));
    CommandRun across = flows(table, "--since", from.plusSeconds(1));

    assertThat(inside.out()).isEqualTo(csv(table));
    JsonNode account = outside.json().path("accounting");
    assertThat(account.path("records").asLong()).isEqualTo(records);
    assertThat(account.path("used").asLong()).isZero();
    assertThat(account.path("skippedByReason").path("outside-window").asLong()).isPositive();
    assertThat(outside.json().path("edges")).isEmpty();
    assertThat(across.exit()).isEqualTo(ExitCode.USAGE.number());
    assertThat(across.err()).contains(table.toString()).contains(from.toString());
  }

  @Test
  void aSpanBeforeTheEndKnowsTheEndOfATable() {
    assertThat(flows(table, "-o", "csv", "--since", "3650d").out()).isEqualTo(csv(table));
  }

  @Test
  void aTableOfAWindowCoversNoMoreThanThat() {
    JsonNode run = world.run("flows", "-o", "json").json();
    Instant to = Instant.parse(run.path("run").path("window").path("to").asText());
    Path part = folder.resolve("part.edges");

    CommandRun written =
        world.run("flows", "--since", to.minusSeconds(1), "-o", "json", "-o", "edges=" + part);
    CommandRun read = flows(part, "-o", "json");

    assertThat(read.out()).isEqualTo(written.out());
    assertThat(written.json().path("accounting").path("used").asLong())
        .isLessThan(run.path("accounting").path("used").asLong());
  }

  @Test
  void aDamagedTableEndsTheRunAlsoInAFolder() throws IOException {
    Path tables = Files.createDirectory(folder.resolve("tables"));
    Files.copy(table, tables.resolve("good.edges"));
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 2] ^= 1;
    Files.write(tables.resolve("bad.edges"), bytes);

    CommandRun run = flows(tables);

    assertThat(run.exit()).isEqualTo(ExitCode.INPUT.number());
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("bad.edges").contains("damaged");
  }

  @Test
  void aTableOfANewerVersionSaysSo() throws IOException {
    byte[] bytes = Files.readAllBytes(table);
    int newer = ++bytes[8];
    Files.write(table, bytes);

    CommandRun run = flows(table);

    assertThat(run.exit()).isEqualTo(ExitCode.INPUT.number());
    assertThat(run.err()).contains(table.toString()).contains("version " + newer);
  }
}
