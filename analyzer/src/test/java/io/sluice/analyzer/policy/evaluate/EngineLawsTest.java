package io.sluice.analyzer.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws of any policies on any engine; replay a failure with its seed. */
final class EngineLawsTest {
  private static final long SEED = Long.getLong("seed", 20260901L);
  private static final int WORLDS = 150;
  private static final int QUESTIONS = 40;

  /** A random cluster with nodes of both systems, its policies and questions. */
  private static final class World {
    final PolicyFixture cluster = new PolicyFixture();
    final List<NetworkPolicy> policies;
    final List<Connection> questions = new ArrayList<>();

    World(long seed) {
      Random chance = new Random(seed);
      RandomPolicies random = new RandomPolicies(chance, cluster);
      List<Node> nodes =
          List.of(
              cluster.node("lin", "198.51.100.1"),
              cluster.node("lin2", "198.51.100.2"),
              cluster.windowsNode("win", "198.51.100.3"));
      List<Pod> pods =
          IntStream.range(0, 6)
              .mapToObj(i -> PolicyFixture.on(random.pod(), nodes.get(chance.nextInt(3))))
              .toList();
      cluster.run(pods.toArray(Pod[]::new));
      policies = random.policies(5);
      for (int i = 0; i < QUESTIONS; i++) {
        Entry entry =
            chance.nextInt(3) == 0
                ? Entry.values()[chance.nextInt(Entry.values().length)]
                : Entry.DIRECT;
        Object client = chance.nextInt(6) == 0 ? nodes.get(0) : random.end(pods);
        questions.add(
            new Connection(
                subject(client),
                subject(random.end(pods)),
                random.protocol().number(),
                random.port(),
                entry));
      }
    }

    Evaluator evaluator(EngineProfile engine) {
      return new Evaluator(PolicySet.of(policies), cluster, engine);
    }

    private static Subject subject(Object end) {
      if (end instanceof Node node) {
        return new Subject.OfNode(node);
      }
      return end instanceof Pod pod
          ? new Subject.OfPod(pod)
          : new Subject.OfAddress((IpAddress) end);
    }
  }

  @Test
  void theShortAnswerIsThatOfTheLongOneOnEveryEngine() {
    int open = 0;
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      for (EngineProfile engine : EngineProfile.all()) {
        Evaluator evaluator = world.evaluator(engine);
        for (Connection asked : world.questions) {
          Verdict verdict = evaluator.evaluate(asked);
          if (evaluator.allows(asked) != verdict.allowed()) {
            fail("seed %s, %s: %s is %s", SEED + i, engine.name(), asked, verdict);
          }
          open += verdict instanceof Verdict.NotEvaluated ? 1 : 0;
        }
      }
    }
    assertThat(open).isGreaterThan(WORLDS);
  }

  /** What an engine leaves out is exactly as if it were not there. */
  @Test
  void aPolicyThatIsNotAppliedChangesNoVerdict() {
    int left = 0;
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      Evaluator all = world.evaluator(EngineProfile.NPM_WINDOWS);
      List<NetworkPolicy> out = all.notApplied().stream().map(part -> part.policy()).toList();
      List<NetworkPolicy> kept =
          world.policies.stream().filter(policy -> !out.contains(policy)).toList();
      Evaluator without =
          new Evaluator(PolicySet.of(kept), world.cluster, EngineProfile.NPM_WINDOWS);
      for (Connection asked : world.questions) {
        if (all.allows(asked) != without.allows(asked)) {
          fail("seed %s: %s without %s", SEED + i, asked, out);
        }
      }
      left += out.size();
    }
    assertThat(left).isGreaterThan(WORLDS);
  }

  /** A definite answer about a namespace without labels is the answer with its labels. */
  @Test
  void whatIsDefiniteWithoutLabelsIsRightWithThem() {
    int open = 0;
    for (int i = 0; i < WORLDS; i++) {
      World full = new World(SEED + i);
      World part = new World(SEED + i);
      part.cluster.onlyNamed("a").onlyNamed("b");
      Evaluator truth = full.evaluator(EngineProfile.GENERIC);
      Evaluator partly = part.evaluator(EngineProfile.GENERIC);
      for (Connection asked : full.questions) {
        Verdict verdict = partly.evaluate(asked);
        if (verdict instanceof Verdict.NotEvaluated) {
          open++;
        } else if (verdict.allowed() != truth.evaluate(asked).allowed()) {
          fail("seed %s: %s is %s", SEED + i, asked, verdict);
        }
      }
    }
    assertThat(open).isGreaterThan(WORLDS);
  }
}
