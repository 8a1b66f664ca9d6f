package io.sluice.analyzer.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.naive.Fault;
import io.sluice.analyzer.policy.naive.NaiveReading;
import io.sluice.analyzer.policy.naive.WrittenPolicy;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws that hold for any policies; replay a failure with its seed. */
final class EvaluatorAgainstNaiveReadingTest {
  private static final long SEED = Long.getLong("seed", 20260801L);
  private static final int WORLDS = 300;
  private static final int QUESTIONS = 60;

  /** A random cluster with its policies and questions. */
  private static final class World {
    final PolicyFixture cluster = new PolicyFixture();
    final List<WrittenPolicy> written;
    final List<NetworkPolicy> policies;
    final List<Object[]> questions = new ArrayList<>();

    World(long seed) {
      RandomPolicies random = new RandomPolicies(new Random(seed), cluster);
      List<Pod> pods = IntStream.range(0, 6).mapToObj(i -> random.pod()).toList();
      written = random.written(5);
      policies = written.stream().map(RandomPolicies::loaded).toList();
      for (int i = 0; i < QUESTIONS; i++) {
        questions.add(
            new Object[] {random.end(pods), random.end(pods), random.protocol(), random.port()});
      }
    }

    Evaluator evaluator(List<NetworkPolicy> of) {
      return new Evaluator(PolicySet.of(of), cluster, EngineProfile.GENERIC);
    }

    NaiveReading naive(Fault... seeded) {
      return new NaiveReading(written, namespace -> cluster.namespaceLabels("", namespace), seeded);
    }

    static Connection connection(Object[] question) {
      return new Connection(
          subject(question[0]),
          subject(question[1]),
          ((Protocol) question[2]).number(),
          (int) question[3]);
    }

    private static Subject subject(Object end) {
      return end instanceof Pod pod
          ? new Subject.OfPod(pod)
          : new Subject.OfAddress((IpAddress) end);
    }
  }

  @Test
  void theEvaluatorAgreesWithTheNaiveReading() {
    int allowed = 0;
    int denied = 0;
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      Evaluator evaluator = world.evaluator(world.policies);
      NaiveReading naive = world.naive();
      for (Object[] q : world.questions) {
        boolean expected = naive.allows(q[0], q[1], (Protocol) q[2], (int) q[3]);
        Verdict verdict = evaluator.evaluate(World.connection(q));

        if (verdict.allowed() != expected || evaluator.allows(World.connection(q)) != expected) {
          fail("seed %s: %s should be %s: %s", SEED + i, World.connection(q), expected, verdict);
        }
        allowed += expected ? 1 : 0;
        denied += expected ? 0 : 1;
      }
    }
    assertThat(allowed).isGreaterThan(WORLDS * QUESTIONS / 5);
    assertThat(denied).isGreaterThan(WORLDS * QUESTIONS / 5);
  }

  /** So an evaluator with this fault could not agree with the naive reading either. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void theComparisonWouldNoticeEachFaultMoreThanOnce(Fault fault) {
    long noticed =
        IntStream.range(0, WORLDS)
            .mapToObj(i -> new World(SEED + i))
            .filter(world -> notices(world, fault))
            .limit(2)
            .count();

    assertThat(noticed).as("random worlds that notice %s", fault).isEqualTo(2);
  }

  private static boolean notices(World world, Fault fault) {
    Evaluator evaluator = world.evaluator(world.policies);
    NaiveReading faulty = world.naive(fault);
    return world.questions.stream()
        .anyMatch(
            q ->
                evaluator.allows(World.connection(q))
                    != faulty.allows(q[0], q[1], (Protocol) q[2], (int) q[3]));
  }

  @Test
  void theOrderOfPoliciesNeverMatters() {
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      List<NetworkPolicy> shuffled = new ArrayList<>(world.policies);
      Collections.shuffle(shuffled, new Random(SEED + i));
      Evaluator one = world.evaluator(world.policies);
      Evaluator other = world.evaluator(shuffled);
      for (Object[] q : world.questions) {
        assertSame(SEED + i, q, other.evaluate(World.connection(q)), one);
      }
    }
  }

  @Test
  void aDenialNamesAMissForEveryRuleAndNoRuleAdmits() {
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      Evaluator evaluator = world.evaluator(world.policies);
      for (Object[] q : world.questions) {
        if (evaluator.evaluate(World.connection(q)) instanceof Verdict.Denied denied) {
          checkMisses(denied.egress(), Direction.EGRESS, SEED + i);
          checkMisses(denied.ingress(), Direction.INGRESS, SEED + i);
        }
      }
    }
  }

  private static void assertSame(long seed, Object[] question, Verdict verdict, Evaluator other) {
    Verdict expected = other.evaluate(World.connection(question));
    if (!verdict.equals(expected)) {
      fail("seed %s: %s is %s and %s", seed, World.connection(question), verdict, expected);
    }
  }

  private static void checkMisses(DirectionVerdict verdict, Direction direction, long seed) {
    if (!(verdict instanceof DirectionVerdict.DeniedBy denied)) {
      return;
    }
    int rules = denied.isolating().stream().mapToInt(p -> p.rules(direction).size()).sum();
    boolean good =
        denied.misses().size() == rules
            && denied.misses().stream()
                .noneMatch(m -> (m.peerMatches() && m.portMatches()) || m.reason().isEmpty());
    if (!good) {
      fail("seed %s: %s", seed, denied);
    }
  }

  @Test
  void theVerdictDoesNotDependOnWhatWasAskedBefore() {
    for (int i = 0; i < WORLDS / 10; i++) {
      World world = new World(SEED + i);
      Evaluator asked = world.evaluator(world.policies);
      List<Object[]> shuffled = new ArrayList<>(world.questions);
      Collections.shuffle(shuffled, new Random(SEED + i));
      shuffled.forEach(q -> asked.evaluate(World.connection(q)));
      for (Object[] q : world.questions) {
        assertSame(
            SEED + i, q, asked.evaluate(World.connection(q)), world.evaluator(world.policies));
      }
    }
  }

  @Test
  void manyThreadsGetTheSameVerdicts() {
    for (int i = 0; i < 30; i++) {
      World world = new World(SEED + i);
      Evaluator alone = world.evaluator(world.policies);
      Evaluator shared = world.evaluator(world.policies);
      List<Verdict> together =
          world.questions.parallelStream().map(q -> shared.evaluate(World.connection(q))).toList();
      List<Verdict> expected =
          world.questions.stream().map(q -> alone.evaluate(World.connection(q))).toList();
      assertThat(together).as("seed %s", SEED + i).isEqualTo(expected);
    }
  }

  @Test
  void twoPodsThatAnIdConfusesAreJudgedByThemselves() {
    PolicyFixture cluster = new PolicyFixture();
    cluster.with("shop", "a", "{podSelector: {matchLabels: {app: 'x'}}}");
    Pod closed = new PolicyFixture().pod("shop/one", "app=x");
    Pod open = new PolicyFixture().pod("shop/two", "app=y");
    Evaluator evaluator = cluster.evaluator();

    for (int i = 0; i < 3; i++) {
      assertThat(evaluator.allows(PolicyFixture.connection("203.0.113.9", closed, 6, 80)))
          .isFalse();
      assertThat(evaluator.allows(PolicyFixture.connection("203.0.113.9", open, 6, 80))).isTrue();
    }
  }
}
