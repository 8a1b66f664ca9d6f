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
  private static final List<Measure> NEVER =
      List.of(
          Measure.SEEN_DENIED,
          Measure.HELD_OUT_DENIED,
          Measure.UNSEEN_INTERNET,
          Measure.CLUSTER_ADDRESS_OPENED,
          Measure.UNWANTED_ALLOWED,
          Measure.SCAN_ALLOWED,
          Measure.ANSWERED_SCAN_ALLOWED);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 40, cilium, OVERLAY, HUBBLE, 0",
    "2, 40, cilium, OVERLAY, ACNS, 0",
    "3, 40, npm, OVERLAY, VNET, 0.02",
    "4, 24, calico, POD_SUBNET, VNET, 0.02",
    "5, 24, calico, POD_SUBNET, NSG, 0.02",
  })
  void whatWasSeenStaysAllowedAndNothingUnseenOutsideIsOpened(
      long seed,
      int namespaces,
      String engine,
      WorldOptions.Network network,
      LogForm form,
      double excess)
      throws IOException {
    WorldOptions options =
        WorldOptions.of(seed, namespaces, Duration.ofDays(7))
            .withEngine(engine)
            .withNetwork(network);

    String[] more =
        form == LogForm.VNET || form == LogForm.NSG
            ? new String[] {"--accept-partial"}
            : new String[0];
    Score score = WorldRun.of(options, form, folder, more).score();

    for (Measure measure : NEVER) {
      assertThat(score.of(measure)).as(score.describe(measure)).isEmpty();
    }
    if (form
        != LogForm.ACNS) { // which has no addresses outside, so that who calls there stays open
      assertThat(score.of(Measure.LEFT_OPEN)).as(score.describe(Measure.LEFT_OPEN)).isEmpty();
    }
    assertThat(score.excess()).as(score.describe(Measure.EXCESS)).isLessThanOrEqualTo(excess);
  }

  @ParameterizedTest
  @CsvSource({"6, npm, OVERLAY", "7, calico, POD_SUBNET"})
  void withoutAWordNothingIsDeniedWhereTheLogSeesOnlyAPart(
      long seed, String engine, WorldOptions.Network network) throws IOException {
    WorldOptions options =
        WorldOptions.of(seed, 24, Duration.ofDays(7)).withEngine(engine).withNetwork(network);

    Score score = WorldRun.of(options, LogForm.VNET, folder).score();

    for (Measure measure :
        List.of(Measure.SEEN_DENIED, Measure.UNSEEN_DENIED, Measure.HELD_OUT_DENIED)) {
      assertThat(score.of(measure)).as(score.describe(measure)).isEmpty();
    }
  }
}
