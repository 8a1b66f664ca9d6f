package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.reach.Reachability;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured answers right, and is no special case. */
final class SyntheticClusterTest {
  private final SyntheticCluster cluster = new SyntheticCluster(ClusterSize.SMALL, 1);
  private final Evaluator evaluator =
      new Evaluator(cluster.policies(), cluster, EngineProfile.GENERIC);

  @ParameterizedTest
  @EnumSource(Connections.class)
  void bothMeasuredWaysAnswerAlikeAndNeitherAlwaysTheSame(Connections connections) {
    Reachability reachability =
        Reachability.of(cluster.policies(), cluster.pods(), cluster, EngineProfile.GENERIC);
    int allowed = 0;
    Connection[] drawn = connections.draw(cluster.pods(), 20_000, 2);
    for (Connection connection : drawn) {
      boolean expected = evaluator.evaluate(connection).allowed();

      assertThat(evaluator.allows(connection)).as("%s", connection).isEqualTo(expected);
      assertThat(
              reachability.allows(
                  ((Subject.OfPod) connection.client()).pod(),
                  ((Subject.OfPod) connection.server()).pod(),
                  Protocol.TCP,
                  connection.port()))
          .as("%s", connection)
          .isEqualTo(expected);
      allowed += expected ? 1 : 0;
    }
    assertThat(allowed).isBetween(drawn.length / 20, drawn.length * 19 / 20);
  }

  @Test
  void someDirectionsAreIsolatedAndOthersOpen() {
    for (Direction direction : Direction.values()) {
      long open =
          cluster.pods().stream()
              .filter(pod -> evaluator.isolating(pod, direction).isEmpty())
              .count();
      assertThat(open).isBetween(10L, 190L);
    }
  }

  @Test
  void theSameSeedMakesTheSameCluster() {
    SyntheticCluster again = new SyntheticCluster(ClusterSize.SMALL, 1);

    assertThat(again.pods()).isEqualTo(cluster.pods());
    assertThat(again.policies().policies()).isEqualTo(cluster.policies().policies());
    assertThat(Connections.LOG_LIKE.draw(again.pods(), 100, 2))
        .isEqualTo(Connections.LOG_LIKE.draw(cluster.pods(), 100, 2));
  }

  @Test
  void twoPodsInAHundredHaveAboutHalfOfTheLogLikeTraffic() {
    SyntheticCluster medium = new SyntheticCluster(ClusterSize.MEDIUM, 1);
    int[] perServer = new int[medium.pods().size()];
    for (Connection connection : Connections.LOG_LIKE.draw(medium.pods(), 20_000, 2)) {
      perServer[((Subject.OfPod) connection.server()).pod().id()]++;
    }
    int[] sorted = Arrays.stream(perServer).sorted().toArray();
    int busiest = Arrays.stream(sorted, sorted.length - 200, sorted.length).sum();

    assertThat(busiest).isBetween(8_000, 12_000);
  }
}
