package io.sluice.analyzer.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The quick answer is the answer with reasons, on every engine, for every kind of end, at the first
 * time of asking and later; replay a failure with its seed.
 */
final class AllowsAgainstEvaluateTest {
  private static final long SEED = Long.getLong("seed", 20261127L);
  private static final int WORLDS = 40;
  private static final int QUESTIONS = 250;

  static Stream<EngineProfile> engines() {
    return Stream.concat(EngineProfile.all().stream(), Stream.of(EngineProfile.CILIUM_BEFORE_1_17))
        .flatMap(engine -> Stream.of(engine, engine.withSctp()))
        .distinct();
  }

  /** A random cluster with ends of all kinds; pods of few sets of labels, so that classes share. */
  private static final class World {
    private final Random random;
    private final PolicyFixture cluster = new PolicyFixture();
    private final RandomPolicies chance;
    private final List<Subject> ends = new ArrayList<>();
    final PolicySet policies;

    World(long seed) {
      random = new Random(seed);
      chance = new RandomPolicies(random, cluster);
      if (random.nextInt(3) == 0) {
        cluster.onlyNamed("b");
      }
      Node linux = cluster.node("linux", "198.51.100.3");
      Node windows = cluster.windowsNode("windows", "198.51.100.4", "2001:db8::4");
      for (int i = 0; i < 8; i++) {
        Pod pod = PolicyFixture.on(chance.pod(), random.nextInt(3) == 0 ? windows : linux);
        Pod twin = twin(pod);
        cluster.run(pod, twin);
        List.of(pod, twin, ofAnotherCluster(chance.pod()))
            .forEach(end -> ends.add(new Subject.OfPod(end)));
      }
      List.of(linux, windows).forEach(node -> ends.add(new Subject.OfNode(node)));
      ends.add(new Subject.OfPod(PolicyFixture.hostNetwork(chance.pod(), linux)));
      ends.add(new Subject.Unknown("nobody knows it"));
      Stream.of("169.254.20.10", "198.51.100.7", "2001:db8:0:3::5")
          .map(text -> new Subject.OfAddress(IpAddress.parse(text).orElseThrow()))
          .forEach(ends::add);
      policies = PolicySet.of(chance.policies(6));
    }

    /** Another pod with the same labels and node, but ports and addresses of its own. */
    private Pod twin(Pod pod) {
      Pod other = chance.pod();
      return new Pod(
          other.id(),
          pod.workload(),
          pod.name() + "-twin",
          pod.labels(),
          other.addresses(),
          pod.node(),
          false,
          "",
          random.nextBoolean() ? pod.ports() : other.ports(),
          0,
          Long.MAX_VALUE,
          Pod.Origin.OBJECT);
    }

    private static Pod ofAnotherCluster(Pod pod) {
      return pod.withPlace(
          pod.id(), new Workload("other", pod.namespace(), "Deployment", pod.workload().name()));
    }

    Evaluator evaluator(EngineProfile engine) {
      return new Evaluator(policies, cluster, engine);
    }

    Connection question() {
      int protocol = random.nextInt(20) == 0 ? 1 : chance.protocol().number();
      int port = random.nextInt(20) == 0 ? random.nextInt(3) - 1 : chance.port();
      Entry entry = random.nextInt(6) == 0 ? Entry.LOAD_BALANCER : Entry.DIRECT;
      return new Connection(end(), end(), protocol, port, entry);
    }

    private Subject end() {
      return ends.get(random.nextInt(ends.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theQuickAnswerIsTheFullOneHoweverOftenItIsAsked(EngineProfile engine) {
    int allowed = 0;
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(SEED + i);
      Evaluator quick = world.evaluator(engine);
      Evaluator full = world.evaluator(engine);
      for (int q = 0; q < QUESTIONS; q++) {
        Connection connection = world.question();
        boolean expected = full.evaluate(connection).allowed();
        for (int time = 1; time <= 2; time++) {
          if (quick.allows(connection) != expected) {
            fail(
                "seed %s, %s, asked for the %s. time: %s should be %s: %s",
                SEED + i, engine.name(), time, connection, expected, full.evaluate(connection));
          }
        }
        allowed += expected ? 1 : 0;
      }
    }
    assertThat(allowed).isBetween(WORLDS * QUESTIONS / 10, WORLDS * QUESTIONS * 9 / 10);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void manyThreadsThatAskForTheFirstTimeTogetherGetTheSameAnswers(EngineProfile engine) {
    for (int i = 0; i < 20; i++) {
      World world = new World(SEED + i);
      Evaluator shared = world.evaluator(engine);
      Evaluator alone = world.evaluator(engine);
      List<Connection> asked =
          IntStream.range(0, QUESTIONS).mapToObj(q -> world.question()).toList();

      List<Boolean> together = asked.parallelStream().map(shared::allows).toList();

      assertThat(together)
          .as("seed %s", SEED + i)
          .isEqualTo(asked.stream().map(c -> alone.evaluate(c).allowed()).toList());
    }
  }

  /** Rules times ports are more than a table by ports takes. */
  @Test
  void manyRulesOfManyPortsAreAskedOneByOneAndAnswerTheSame() {
    PolicyFixture cluster = new PolicyFixture();
    String rules =
        String.join(
            ",",
            IntStream.range(0, 600)
                .mapToObj(
                    n ->
                        "{ports: [{port: %d}], from: [{podSelector: {matchLabels: {n: '%d'}}}]}"
                            .formatted(1000 + 2 * n, n % 7))
                .toList());
    cluster.with("shop", "many", "{podSelector: {}, ingress: [" + rules + "]}");
    Evaluator evaluator = cluster.evaluator();
    Pod server = cluster.pod("shop/server");
    List<Pod> clients =
        IntStream.range(0, 7).mapToObj(n -> cluster.pod("shop/c" + n, "n=" + n)).toList();

    int allowed = 0;
    for (int port = 990; port < 2220; port++) {
      for (Pod client : clients) {
        Connection connection =
            PolicyFixture.connection(client, server, Protocol.TCP.number(), port);
        boolean expected = evaluator.evaluate(connection).allowed();

        assertThat(evaluator.allows(connection)).as("%s", connection).isEqualTo(expected);
        allowed += expected ? 1 : 0;
      }
    }
    assertThat(allowed).isEqualTo(600);
  }
}
