package io.sluice.recommender.world.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.score.Case;
import io.sluice.recommender.world.score.Measure;
import io.sluice.recommender.world.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five namespaces and one day, through the real command, against the truth. */
final class SmallWorldTest {
  private static final WorldOptions OPTIONS = WorldOptions.of(1, 5, Duration.ofHours(24));

  @TempDir private Path folder;

  private static void none(Score score, Measure measure) {
    assertThat(score.of(measure)).as(score.describe(measure)).isEmpty();
  }

  @Test
  void fromHubbleEverythingSeenStaysAllowedAndNothingUnseenIsOpened() throws IOException {
    Score score = WorldRun.of(OPTIONS, LogForm.HUBBLE, folder).score();

    assertThat(score.seenTriples()).isGreaterThan(200);
    none(score, Measure.SEEN_DENIED);
    none(score, Measure.HELD_OUT_DENIED);
    none(score, Measure.SCAN_ALLOWED);
    none(score, Measure.UNSEEN_INTERNET);
    none(score, Measure.CLUSTER_ADDRESS_OPENED);
    none(score, Measure.ONE_SIDED_EXCESS);
    none(score, Measure.LEFT_OPEN);
    assertThat(others(score)).as(score.describe(Measure.EXCESS)).isEmpty();
  }

  /** Triples that are allowed, and are neither a scan that was answered nor a stopped attempt. */
  private static List<String> others(Score score) {
    List<String> known =
        List.of(Measure.ANSWERED_SCAN_ALLOWED, Measure.UNWANTED_ALLOWED).stream()
            .flatMap(measure -> score.of(measure).stream())
            .map(Case::text)
            .toList();
    return score.of(Measure.EXCESS).stream()
        .map(Case::text)
        .filter(text -> known.stream().noneMatch(text::startsWith))
        .toList();
  }

  @Test
  void fromNetworkInterfacesNothingIsDeniedWhetherItWasSeenOrNot() throws IOException {
    Score score = WorldRun.of(OPTIONS, LogForm.VNET, folder).score();

    assertThat(score.seenTriples()).isGreaterThan(100);
    none(score, Measure.SEEN_DENIED);
    none(score, Measure.UNSEEN_DENIED);
    none(score, Measure.HELD_OUT_DENIED);
  }

  @Test
  void partialSourcesThatAreAcceptedStillAllowEverythingSeen() throws IOException {
    Score score = WorldRun.of(OPTIONS, LogForm.VNET, folder, "--accept-partial").score();

    none(score, Measure.SEEN_DENIED);
    none(score, Measure.HELD_OUT_DENIED);
    none(score, Measure.UNSEEN_INTERNET);
    none(score, Measure.CLUSTER_ADDRESS_OPENED);
    assertThat(score.count(Measure.UNSEEN_DENIED)).isPositive();
  }
}
