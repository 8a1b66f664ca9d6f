package io.sluice.recommender.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Recommended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example twice, and once with everything in it shuffled. */
final class Invariant06SameInputSameBytesTest {
  private static final long SEED = Long.getLong("seed", 4711L);

  @TempDir Path folder;

  @Test
  void theSameLogsGiveTheSamePoliciesAndTheSameReport() {
    Recommended first = run(ExampleFolder.logs(), ExampleFolder.cluster(), "first");
    Recommended second = run(ExampleFolder.logs(), ExampleFolder.cluster(), "second");

    assertThat(first.files()).isNotEmpty().isEqualTo(second.files());
    assertThat(first.run().out()).isEqualTo(second.run().out());
  }

  @Test
  void shuffledLinesTuplesAndObjectsGiveTheSamePoliciesAndTheSameReport() throws IOException {
    Path shuffled = folder.resolve("shuffled");
    ExampleFolder.shuffle(shuffled, SEED);

    Recommended ordered = run(ExampleFolder.logs(), ExampleFolder.cluster(), "ordered");
    Recommended other = run(shuffled.resolve("logs"), shuffled.resolve("cluster"), "from-shuffled");

    assertThat(other.files()).as("seed %s", SEED).isNotEmpty().isEqualTo(ordered.files());
    assertThat(other.report().document().path("workloads"))
        .isEqualTo(ordered.report().document().path("workloads"));
  }

  private Recommended run(Path logs, Path cluster, String out) {
    return Recommended.of(logs, cluster, folder.resolve(out), "--config", ExampleFolder.settings());
  }
}
