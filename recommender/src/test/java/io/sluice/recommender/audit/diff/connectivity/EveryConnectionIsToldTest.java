package io.sluice.recommender.audit.diff.connectivity;

import static io.sluice.recommender.audit.diff.connectivity.TwoSides.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A law: a line of the difference holds a connection exactly where the two evaluators, asked about
 * that very connection, say different things. Worlds are made at random from the printed seed.
 */
final class EveryConnectionIsToldTest {
  private static final List<EngineProfile> ENGINES =
      List.of(EngineProfile.GENERIC, EngineProfile.NPM, EngineProfile.CILIUM, EngineProfile.CALICO);
  private static final int[] PORTS = {1, 79, 80, 81, 90, 443, 8_000, 8_080, 9_000, 65_535};
  private static final List<String> ADDRESSES =
      List.of("9.9.9.9", "20.50.0.1", "20.50.8.1", "20.50.60.1", "10.244.0.77", "10.250.0.1");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void exactlyWhatTheEvaluatorsSayDifferentlyOf(long seed) {
    Random random = new Random(seed);
    TwoSides world = world(random);
    Inventory inventory = world.inventory();
    List<String> policies = policies(random);
    Evaluator before = evaluator(world, inventory, some(policies, random), engine(random));
    EngineProfile same = before.engine();
    EngineProfile other = random.nextInt(3) == 0 ? engine(random) : same;
    Evaluator after = evaluator(world, inventory, some(policies, random), other);

    ConnectivityDiff diff = ConnectivityDiff.of(inventory, before, after);

    int differ = 0;
    for (Connection asked : connections(inventory)) {
      int expected = Boolean.compare(after.allows(asked), before.allows(asked));
      assertThat(TwoSides.says(diff, asked)).as("seed %d: %s", seed, asked).isEqualTo(expected);
      differ += expected == 0 ? 0 : 1;
    }
    assertThat(differ > 0).isEqualTo(!diff.changes().isEmpty());
  }

  private static Evaluator evaluator(
      TwoSides world, Inventory inventory, String yaml, EngineProfile engine) {
    return new Evaluator(world.load(yaml).policies(), inventory, engine);
  }

  private TwoSides world(Random random) {
    TwoSides world = new TwoSides(folder);
    world.node("node-1", "10.224.0.4").node("node-2", "10.224.0.5");
    for (String namespace : List.of("a", "b", "c")) {
      for (int i = 0; i <= random.nextInt(3); i++) {
        String labels = "app: w" + random.nextInt(3);
        world.pods(namespace, "w" + i, random.nextInt(3));
        world.pod(namespace, "x" + i, "x" + i, labels, "node-1", false);
      }
    }
    return world.pod("a", "agent", "agent-1", "app: agent", "node-2", true);
  }

  private static List<String> policies(Random random) {
    List<String> policies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String namespace = List.of("a", "b", "c").get(random.nextInt(3));
      String type = random.nextBoolean() ? "Ingress" : "Egress";
      String key = type.equals("Ingress") ? "from" : "to";
      String rules =
          random.nextInt(4) == 0
              ? ""
              : ", %s: [{%s: [%s]%s}, {%s: [%s], ports: [{port: %d}]}]"
                  .formatted(
                      type.toLowerCase(java.util.Locale.ROOT),
                      key,
                      peer(random),
                      random.nextBoolean() ? "" : ", ports: [{port: 80, endPort: 90}, {port: web}]",
                      key,
                      peer(random),
                      List.of(443, 8_080).get(random.nextInt(2)));
      policies.add(
          policy(
              namespace,
              "p" + i,
              "podSelector: {%s}, policyTypes: [%s]%s".formatted(selector(random), type, rules)));
    }
    return policies;
  }

  private static String peer(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "{podSelector: {" + selector(random) + "}}";
      case 1 -> "{namespaceSelector: {}}";
      case 2 -> "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: b}}}";
      case 3 -> "{ipBlock: {cidr: 20.50.0.0/18, except: [20.50.8.0/24]}}";
      case 4 -> "{ipBlock: {cidr: 10.0.0.0/8, except: [10.244.0.0/28]}}";
      default -> "{ipBlock: {cidr: 0.0.0.0/0}}";
    };
  }

  private static String selector(Random random) {
    return random.nextInt(3) == 0 ? "" : "matchLabels: {app: w" + random.nextInt(3) + "}";
  }

  private static String some(List<String> policies, Random random) {
    StringBuilder some = new StringBuilder();
    policies.stream().filter(policy -> random.nextInt(4) > 0).forEach(some::append);
    return some.toString();
  }

  private static EngineProfile engine(Random random) {
    return ENGINES.get(random.nextInt(ENGINES.size()));
  }

  /** Everybody to everybody else, except between two ends that both have no policies. */
  private static List<Connection> connections(Inventory inventory) {
    List<Subject> pods = new ArrayList<>();
    List<Subject> others = new ArrayList<>();
    for (Pod pod : inventory.pods()) {
      (pod.hostNetwork() ? others : pods).add(new Subject.OfPod(pod));
    }
    for (Node node : inventory.nodes()) {
      others.add(new Subject.OfNode(node));
    }
    ADDRESSES.forEach(a -> others.add(new Subject.OfAddress(IpAddress.parse(a).orElseThrow())));
    List<Connection> connections = new ArrayList<>();
    for (Subject pod : pods) {
      for (Subject peer : pods) {
        if (!pod.equals(peer)) {
          ask(pod, peer, connections);
        }
      }
      others.forEach(other -> ask(pod, other, connections));
      others.forEach(other -> ask(other, pod, connections));
    }
    return connections;
  }

  private static void ask(Subject client, Subject server, List<Connection> to) {
    for (int port : PORTS) {
      to.add(new Connection(client, server, 6, port));
    }
    to.add(new Connection(client, server, 17, 80));
    to.add(new Connection(client, server, 132, 5_000));
  }
}
