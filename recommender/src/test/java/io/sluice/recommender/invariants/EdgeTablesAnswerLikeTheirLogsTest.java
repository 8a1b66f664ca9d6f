package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariants 1, 5 and 6, where edge tables take the place of the logs they were made of. */
final class EdgeTablesAnswerLikeTheirLogsTest {
  @TempDir static Path folder;

  private static final Path TABLES_NAME = Path.of("tables");

  /** A table for each log file of the example. */
  @BeforeAll
  static void tables() throws IOException {
    Files.createDirectory(folder.resolve(TABLES_NAME));
    List<Path> logs = logs();
    for (int i = 0; i < logs.size(); i++) {
      write(logs.get(i), table(i));
    }
    assertThat(logs).hasSizeGreaterThan(8);
  }

  private static List<Path> logs() throws IOException {
    try (Stream<Path> tree = Files.walk(ExampleFolder.logs())) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path tablesFolder() {
    return folder.resolve(TABLES_NAME);
  }

  private static Path table(int number) {
    return tablesFolder().resolve(String.format("day-%02d.edges", number));
  }

  private static void write(Object logs, Path table) {
    Sluice.Run run =
        Sluice.run("flows", logs, "--cluster", ExampleFolder.cluster(), "-o", "edges=" + table);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
  }

  private static String answer(Object logs, String command, String format) {
    Sluice.Run run =
        Sluice.run(command, logs, "--cluster", ExampleFolder.cluster(), "-o", format, "--quiet");
    assertThat(run.out()).as(run.err()).isNotEmpty();
    return run.out();
  }

  @Test
  void flowsAndCheckAndRecommendSayTheSame() {
    for (String command : List.of("flows", "check", "recommend")) {
      assertThat(answer(tablesFolder(), command, "json"))
          .as(command)
          .isEqualTo(answer(ExampleFolder.logs(), command, "json"));
    }
  }

  @Test
  void theProposedFilesAreTheSameByteForByte() {
    Path fromLogs = folder.resolve("from-logs");
    Path fromTables = folder.resolve("from-tables");

    Sluice.run(
        "recommend",
        ExampleFolder.logs(),
        "--cluster",
        ExampleFolder.cluster(),
        "--out-dir",
        fromLogs);
    Sluice.run(
        "recommend", tablesFolder(), "--cluster", ExampleFolder.cluster(), "--out-dir", fromTables);

    SortedMap<String, String> expected = Sluice.files(fromLogs);
    SortedMap<String, String> proposed = Sluice.files(fromTables);
    assertThat(expected.values().toString()).contains("(DNS answer)");
    assertThat(proposed).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void someTablesBesideSomeLogsSayTheSame() throws IOException {
    List<Object> words = new ArrayList<>(List.of("flows"));
    List<Path> logs = logs();
    for (int i = 0; i < logs.size(); i++) {
      words.add(i % 2 == 0 ? logs.get(i) : table(i));
    }
    words.addAll(List.of("--cluster", ExampleFolder.cluster(), "-o", "json"));

    assertThat(Sluice.run(words.toArray()).out())
        .isEqualTo(answer(ExampleFolder.logs(), "flows", "json"));
  }

  @Test
  void aTableOfTablesInAnyOrderHasTheBytesOfTheTableOfTheLogs() throws IOException {
    Path ofLogs = folder.resolve("of-logs.edges");
    Path ofTables = folder.resolve("of-tables.edges");
    write(ExampleFolder.logs(), ofLogs);
    List<Object> words = new ArrayList<>();
    for (int i = 0; i < logs().size(); i++) {
      words.add(table(i));
    }
    Collections.shuffle(words, new Random(7));
    words.add(0, "flows");
    words.addAll(List.of("--cluster", ExampleFolder.cluster(), "-o", "edges=" + ofTables));

    assertThat(Sluice.run(words.toArray()).exit()).isZero();

    assertThat(ofTables).hasSameBinaryContentAs(ofLogs);
  }

  @Test
  void withoutAClusterATableStillNamesItsWorkloads() {
    Path table = table(0);

    assertThat(Sluice.run("flows", table, "-o", "csv").out())
        .isEqualTo(answer(table, "flows", "csv"));
  }
}
