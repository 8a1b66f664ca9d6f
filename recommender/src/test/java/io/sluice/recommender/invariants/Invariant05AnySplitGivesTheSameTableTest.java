package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the records lie about in files, the edges are the same. */
final class Invariant05AnySplitGivesTheSameTableTest {
  private static final long SEED = Long.getLong("seed", 771L);

  @TempDir Path folder;

  @Test
  void theEdgesOfTheExampleDoNotDependOnHowItsLinesAreSpreadOverFiles() throws IOException {
    List<String> lines = ExampleFolder.hubbleLines();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Files.write(whole.resolve("all.jsonl"), lines);
    String expected = edges(whole);

    for (int files : List.of(2, 7, 23)) {
      Path split = Files.createDirectory(folder.resolve("split-" + files));
      Random random = new Random(SEED + files);
      StringBuilder[] parts = new StringBuilder[files];
      for (int i = 0; i < files; i++) {
        parts[i] = new StringBuilder();
      }
      lines.forEach(line -> parts[random.nextInt(files)].append(line).append('\n'));
      for (int i = 0; i < files; i++) {
        Files.writeString(split.resolve("part-" + i + ".jsonl"), parts[i]);
      }

      assertThat(edges(split)).as("seed %s, %s files", SEED, files).isEqualTo(expected);
    }
  }

  private static String edges(Path logs) {
    return Sluice.run("flows", logs, "--cluster", ExampleFolder.cluster(), "-o", "csv").out();
  }
}
