package io.sluice.recommender.world.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.score.Case;
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

    holds(options, form, excess);
  }

  @ParameterizedTest
  @CsvSource({
    "8, calico, POD_SUBNET, VNET, 0.02",
    "9, cilium, OVERLAY, HUBBLE, 0",
    "10, npm, OVERLAY, ACNS, 0",
  })
  void soItIsWhereAResolverOnEachNodeAnswersDns(
      long seed, String engine, WorldOptions.Network network, LogForm form, double excess)
      throws IOException {
    Score score =
        holds(
            WorldOptions.of(seed, 12, Duration.ofDays(7))
                .withEngine(engine)
                .withNetwork(network)
                .withNodeLocalDns(),
            form,
            excess);

    assertThat(score.of(Measure.UNSEEN_DENIED))
        .extracting(Case::text)
        .noneMatch(text -> text.contains(" -> " + World.NODE_RESOLVER + ":53/"));
  }

  @ParameterizedTest
  @CsvSource({
    "11, cilium, OVERLAY, HUBBLE, 0",
    "12, calico, POD_SUBNET, VNET, 0.02",
    "13, npm, OVERLAY, NSG, 0.02",
  })
  void soItIsWherePodsHaveAddressesOfBothFamilies(
      long seed, String engine, WorldOptions.Network network, LogForm form, double excess)
      throws IOException {
    holds(
        WorldOptions.of(seed, 12, Duration.ofDays(7))
            .withEngine(engine)
            .withNetwork(network)
            .withDualStack(),
        form,
        excess);
  }

  private Score holds(WorldOptions options, LogForm form, double excess) throws IOException {
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
    return score;
  }

  @ParameterizedTest
  @CsvSource({"6, npm, OVERLAY", "7, calico, POD_SUBNET"})
  void withoutAWordNothingIsDeniedWhereTheLogSeesOnlyAPart(
      long seed, String engine, WorldOptions.Network network) throws IOException {
    deniesNothing(
        WorldOptions.of(seed, 24, Duration.ofDays(7)).withEngine(engine).withNetwork(network));
  }

  @ParameterizedTest
  @CsvSource({"14, npm, OVERLAY", "15, calico, POD_SUBNET"})
  void norIsItWithAResolverOnEachNodeAndAddressesOfBothFamilies(
      long seed, String engine, WorldOptions.Network network) throws IOException {
    deniesNothing(
        WorldOptions.of(seed, 12, Duration.ofDays(7))
            .withEngine(engine)
            .withNetwork(network)
            .withNodeLocalDns()
            .withDualStack());
  }

  private void deniesNothing(WorldOptions options) throws IOException {
    Score score = WorldRun.of(options, LogForm.VNET, folder).score();

    for (Measure measure :
        List.of(Measure.SEEN_DENIED, Measure.UNSEEN_DENIED, Measure.HELD_OUT_DENIED)) {
      assertThat(score.of(measure)).as(score.describe(measure)).isEmpty();
    }
  }
}
