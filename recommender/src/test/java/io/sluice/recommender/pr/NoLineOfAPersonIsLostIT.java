package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of steps; {@code -Dsluice.seed=N} plays one of the seeds again. */
final class NoLineOfAPersonIsLostIT {
  private static final int PLAYS = 40;
  private static final int STEPS = 80;

  @TempDir Path folder;

  @Test
  void inAnyOrderOfRunsAndPeople() {
    long from = Long.getLong("sluice.seed", 100);
    int plays = System.getProperty("sluice.seed") == null ? PLAYS : 1;
    int stopped = 0;
    int merged = 0;
    int declined = 0;
    for (int i = 0; i < plays; i++) {
      long seed = from + i;
      try (Interleaving play =
          new Interleaving(seed, seed % 2 == 0, folder.resolve("play" + seed))) {
        play.play(STEPS);
        stopped += play.stopped;
        merged += play.merged;
        declined += play.declined;
      }
    }

    assertThat(stopped).isPositive();
    assertThat(merged).isPositive();
    assertThat(declined).isPositive();
  }
}
