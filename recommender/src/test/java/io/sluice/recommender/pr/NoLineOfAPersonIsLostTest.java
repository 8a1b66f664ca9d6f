package io.sluice.recommender.pr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short play of every kind; {@link NoLineOfAPersonIsLostIT} plays on for thousands of steps. */
final class NoLineOfAPersonIsLostTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void inAnyOrderOfRunsAndPeople(long seed, boolean withHost) {
    try (Interleaving play = new Interleaving(seed, withHost, folder)) {
      play.play(60);

      assertThat(play.runs).isGreaterThan(5);
      assertThat(play.merged).isPositive();
    }
  }
}
