package io.sluice.analyzer.policy.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.compile.PortClass;
import io.sluice.analyzer.policy.compile.PortRange;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Reachability says of all pairs what the evaluator says of each; replay with the seed. */
final class ReachabilityAgainstTheEvaluatorTest {
  private static final long SEED = Long.getLong("seed", 20261122L);
  private static final int WORLDS = 360;
  private static final List<EngineProfile> ENGINES =
      List.of(
          EngineProfile.GENERIC,
          EngineProfile.NPM,
          EngineProfile.NPM_WINDOWS,
          EngineProfile.CILIUM,
          EngineProfile.CILIUM_BEFORE_1_17,
          EngineProfile.CILIUM.withSctp(),
          EngineProfile.CALICO,
          EngineProfile.KUBE_ROUTER,
          EngineProfile.ANTREA);

  @Test
  void everyProfileWithANameIsAmongTheEngines() {
    assertThat(ENGINES).containsAll(EngineProfile.all());
  }

  /** One random cluster on one engine, asked both ways. */
  private static final class World {
    final long seed;
    final RandomCluster cluster;
    final Evaluator evaluator;
    final Reachability reachability;

    World(long seed) {
      this.seed = seed;
      EngineProfile engine = ENGINES.get((int) (seed % ENGINES.size()));
      cluster = new RandomCluster(seed, 10, 6);
      evaluator = new Evaluator(cluster.policies, cluster, engine);
      reachability = Reachability.of(cluster.policies, cluster.pods, cluster, engine);
    }

    boolean expected(Pod source, Pod destination, PortClass ports, int port) {
      return evaluator.allows(
          new Connection(
              new Subject.OfPod(source),
              new Subject.OfPod(destination),
              ports.protocol().number(),
              port));
    }
  }

  @Test
  void everyPairOfPodsIsAllowedWhereTheEvaluatorAllowsItAtBothEndsOfEveryRange() {
    int allowed = 0;
    int denied = 0;
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      for (PortClass ports : world.reachability.portClasses()) {
        for (PortRange range : ports.ranges()) {
          allowed += check(world, ports, range.from());
          allowed += check(world, ports, range.to());
          denied += 2 * world.cluster.pods.size() * world.cluster.pods.size();
        }
      }
    }
    denied -= allowed;
    assertThat(allowed).isGreaterThan(denied / 20);
    assertThat(denied).isGreaterThan(allowed / 20);
  }

  /** Returns how many pairs are allowed. */
  private static int check(World world, PortClass ports, int port) {
    int allowed = 0;
    for (Pod source : world.cluster.pods) {
      for (Pod destination : world.cluster.pods) {
        boolean expected = world.expected(source, destination, ports, port);
        if (world.reachability.allows(source, destination, ports.protocol(), port) != expected) {
          fail(
              "seed %s: %s to %s at %s/%s should be %s",
              world.seed, source, destination, ports.protocol(), port, expected);
        }
        allowed += expected ? 1 : 0;
      }
    }
    return allowed;
  }

  @Test
  void destinationsAndPairCountsAreThoseOfBruteForceWithoutAPodToItself() {
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      List<Pod> pods = world.reachability.pods();
      for (PortClass ports : world.reachability.portClasses()) {
        long pairs = 0;
        for (int source = 0; source < pods.size(); source++) {
          RoaringBitmap expected = new RoaringBitmap();
          for (int to = 0; to < pods.size(); to++) {
            int port = ports.ranges().get(0).from();
            if (to != source && world.expected(pods.get(source), pods.get(to), ports, port)) {
              expected.add(to);
            }
          }
          pairs += expected.getCardinality();

          assertThat(world.reachability.destinationsOf(pods.get(source), ports))
              .as("seed %s: %s at %s", world.seed, pods.get(source), ports)
              .isEqualTo(expected);
        }
        assertThat(world.reachability.allowedPairs(ports))
            .as("seed %s: %s", world.seed, ports)
            .isEqualTo(pairs);
      }
    }
  }

  @Test
  void everyRowIsShownOnceAndIsTheOneThatIsAskedFor() {
    World world = new World(SEED);
    int[] shown = new int[1];

    world.reachability.forEachRow(
        (source, port, destinations) -> {
          shown[0]++;
          assertThat(destinations).isSameAs(world.reachability.row(source, port));
        });

    assertThat(shown[0])
        .isEqualTo(
            world.reachability.podClasses().size() * world.reachability.portClasses().size());
  }
}
