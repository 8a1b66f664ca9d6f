package io.sluice.recommender.world.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.score.Measure;
import io.sluice.recommender.world.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A week of larger worlds, with each engine that has a say of its own and each network. */
final class WeekOfWorldsIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 40, cilium, OVERLAY, HUBBLE",
    "2, 40, cilium, OVERLAY, ACNS",
    "3, 40, npm, OVERLAY, VNET",
    "4, 24, calico, POD_SUBNET, VNET",
    "5, 24, calico, POD_SUBNET, NSG",
  })
  void whatWasSeenStaysAllowedAndNothingUnseenOutsideIsOpened(
      long seed, int namespaces, String engine, WorldOptions.Network network, LogForm form)
      throws IOException {
    WorldOptions options =
        WorldOptions.of(seed, namespaces, Duration.ofDays(7))
            .withEngine(engine)
            .withNetwork(network);

    Score score = WorldRun.of(options, form, folder).score();

    for (Measure measure :
        List.of(
            Measure.SEEN_DENIED,
            Measure.HELD_OUT_DENIED,
            Measure.UNSEEN_INTERNET,
            Measure.SCAN_ALLOWED)) {
      assertThat(score.of(measure)).as(score.describe(measure)).isEmpty();
    }
  }
}
