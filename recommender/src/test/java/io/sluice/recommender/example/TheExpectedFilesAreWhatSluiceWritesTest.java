package io.sluice.recommender.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden files of {@code config/example/expected}; {@code -Dgolden=write} writes them anew. */
final class TheExpectedFilesAreWhatSluiceWritesTest {
  /** Tests run in the module's folder; from the repository's root the path would be this. */
  private static final String EXAMPLE = "config/example";

  @TempDir Path folder;

  /** Logs and snapshot first: the expected files follow from them. */
  @BeforeAll
  static void logs() throws IOException {
    if (writing()) {
      ExampleFiles.write();
    }
  }

  @Test
  void thePolicies() throws IOException {
    Path out = folder.resolve("policies");
    run("recommend", "--config", path("sluice.yaml"), "--out-dir", out);

    SortedMap<String, String> written = Sluice.files(out);
    Path expected = ExampleFiles.root().resolve("expected/policies");
    if (writing()) {
      for (String old : Sluice.files(expected).keySet()) {
        Files.delete(expected.resolve(old));
      }
      Sluice.copy(out, expected);
    }

    assertThat(written).isEqualTo(Sluice.files(expected));
  }

  @Test
  void theRecommendationForMachines() throws IOException {
    assertGolden("recommend.json", run("recommend", "--config", path("sluice.yaml"), "-o", "json"));
  }

  @Test
  void theRecommendationForPeople() throws IOException {
    assertGolden("recommend.md", run("recommend", "--config", path("sluice.yaml"), "-o", "md"));
  }

  @Test
  void theFindingsForMachines() throws IOException {
    assertGolden("check.json", run("check", "-o", "json"));
  }

  @Test
  void theFindingsForPeople() throws IOException {
    assertGolden("check.md", run("check", "-o", "md"));
  }

  private static String run(String command, Object... options) {
    List<Object> words =
        new ArrayList<>(List.of(command, path("logs"), "--cluster", path("cluster")));
    words.addAll(List.of(options));
    Sluice.Run run = Sluice.run(words.toArray());
    assertThat(run.exit()).as(run.err()).isEqualTo(command.equals("check") ? 1 : 0);
    return run.out().replace("../" + EXAMPLE, EXAMPLE);
  }

  /** Relative, so that no output depends on where the sources lie. */
  private static String path(String name) {
    assertThat(Path.of("..", EXAMPLE, name)).exists();
    return "../" + EXAMPLE + "/" + name;
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path expected = ExampleFiles.root().resolve("expected").resolve(name);
    if (writing()) {
      Files.createDirectories(expected.getParent());
      Files.writeString(expected, text);
    }

    String wanted = Files.readString(expected);
    assertThat(text.equals(wanted))
        .as(
            "expected/%s differs in %s; -Dgolden=write writes it anew",
            name, firstDifference(wanted, text))
        .isTrue();
  }

  /** The first line that differs: the whole files are too long to be shown. */
  private static String firstDifference(String wanted, String found) {
    List<String> before = wanted.lines().toList();
    List<String> after = found.lines().toList();
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return "line " + (i + 1) + ": expected " + before.get(i) + " but found " + after.get(i);
      }
    }
    return "its length: expected " + before.size() + " lines but found " + after.size();
  }

  private static boolean writing() {
    return System.getProperty("golden", "").equals("write");
  }
}
