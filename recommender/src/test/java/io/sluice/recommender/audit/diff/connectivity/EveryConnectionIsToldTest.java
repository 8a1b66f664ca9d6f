package io.sluice.recommender.audit.diff.connectivity;

import static io.sluice.recommender.audit.diff.connectivity.TwoSides.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated;
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

  private static final List<String> V6_ADDRESSES =
      List.of("2001:db8:1::9", "2001:db8:2::9", "fd00:10:244::7777", "fd00:10:250::1", "2600::1");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void exactlyWhatTheEvaluatorsSayDifferentlyOf(long seed) {
    isExact(seed, false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void thatOfEachAddressFamilyByItselfWherePodsHaveBoth(long seed) {
    isExact(seed, true);
  }

  private void isExact(long seed, boolean dual) {
    Random random = new Random(seed);
    TwoSides world = world(random, dual);
    Inventory inventory = world.inventory();
    List<String> policies = policies(random, dual);
    Evaluator before = evaluator(world, inventory, some(policies, random), engine(random));
    EngineProfile same = before.engine();
    EngineProfile other = random.nextInt(3) == 0 ? engine(random) : same;
    Evaluator after = evaluator(world, inventory, some(policies, random), other);

    ConnectivityDiff diff = ConnectivityDiff.of(inventory, before, after);

    int differ = 0;
    for (Connection asked : connections(inventory)) {
      Verdict old = before.evaluate(asked);
      Verdict now = after.evaluate(asked);
      assertThat(before.denies(asked)).isEqualTo(old instanceof Verdict.Denied);
      boolean open = old instanceof NotEvaluated || now instanceof NotEvaluated;
      int expected = open ? 0 : Boolean.compare(now.allowed(), old.allowed());
      assertThat(TwoSides.says(diff, asked)).as("seed %d: %s", seed, asked).isEqualTo(expected);
      differ += expected == 0 ? 0 : 1;
      if (open && !old.equals(now)) {
        assertThat(diff.untold())
            .as("seed %d: %s", seed, asked)
            .anyMatch(untold -> isAtAnEnd(untold, asked));
      }
    }
    assertThat(differ > 0).isEqualTo(!diff.changes().isEmpty());
  }

  private static boolean isAtAnEnd(Untold untold, Connection asked) {
    Subject end = untold.direction() == Direction.EGRESS ? asked.client() : asked.server();
    return end instanceof Subject.OfPod of && of.pod().workload().equals(untold.workload());
  }

  private static Evaluator evaluator(
      TwoSides world, Inventory inventory, String yaml, EngineProfile engine) {
    return new Evaluator(world.load(yaml).policies(), inventory, engine);
  }

  /** In a dual-stack world most pods have both families and some only one; so do nodes. */
  private TwoSides world(Random random, boolean dual) {
    TwoSides world = new TwoSides(folder);
    if (dual && random.nextBoolean()) {
      world.node("node-1", "10.224.0.4", "fd00:10:224::4").node("node-2", "10.224.0.5");
    } else {
      world.node("node-1", "10.224.0.4").node("node-2", "10.224.0.5");
    }
    for (String namespace : List.of("a", "b", "c")) {
      for (int i = 0; i <= random.nextInt(3); i++) {
        String labels = "app: w" + random.nextInt(3);
        int families = dual ? random.nextInt(5) : 0;
        world.families(families != 1, dual && families != 0);
        world.pods(namespace, "w" + i, random.nextInt(3));
        world.families(true, dual);
        world.pod(namespace, "x" + i, "x" + i, labels, "node-1", false);
      }
    }
    return world.pod("a", "agent", "agent-1", "app: agent", "node-2", true);
  }

  private static List<String> policies(Random random, boolean dual) {
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
                      peer(random, dual),
                      random.nextBoolean() ? "" : ", ports: [{port: 80, endPort: 90}, {port: web}]",
                      key,
                      peer(random, dual),
                      List.of(443, 8_080).get(random.nextInt(2)));
      policies.add(
          policy(
              namespace,
              "p" + i,
              "podSelector: {%s}, policyTypes: [%s]%s".formatted(selector(random), type, rules)));
    }
    return policies;
  }

  private static String peer(Random random, boolean dual) {
    return switch (random.nextInt(dual ? 9 : 6)) {
      case 0 -> "{podSelector: {" + selector(random) + "}}";
      case 1 -> "{namespaceSelector: {}}";
      case 2 -> "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: b}}}";
      case 3 -> "{ipBlock: {cidr: 20.50.0.0/18, except: [20.50.8.0/24]}}";
      case 4 -> "{ipBlock: {cidr: 10.0.0.0/8, except: [10.244.0.0/28]}}";
      case 5 -> "{ipBlock: {cidr: 0.0.0.0/0}}";
      case 6 -> "{ipBlock: {cidr: 'fd00::/8', except: ['fd00:10:244::/124', 'fd00:10:224::/64']}}";
      case 7 -> "{ipBlock: {cidr: '2001:db8:1::/48'}}";
      default -> "{ipBlock: {cidr: '::/0'}}";
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

  /**
   * Everybody to everybody else, except between two ends that both have no policies, in each family
   * that both have.
   */
  private static List<Connection> connections(Inventory inventory) {
    List<Connection> connections = new ArrayList<>();
    for (boolean v6 : new boolean[] {false, true}) {
      connections(inventory, v6, connections);
    }
    return connections;
  }

  private static void connections(Inventory inventory, boolean v6, List<Connection> to) {
    List<Subject> pods = new ArrayList<>();
    List<Subject> others = new ArrayList<>();
    for (Pod pod : inventory.pods()) {
      if (!pod.ofFamily(v6).addresses().isEmpty()) {
        (pod.hostNetwork() ? others : pods).add(new Subject.OfPod(pod.ofFamily(v6)));
      }
    }
    for (Node node : inventory.nodes()) {
      if (!node.ofFamily(v6).addresses().isEmpty()) {
        others.add(new Subject.OfNode(node.ofFamily(v6)));
      }
    }
    for (String address : v6 ? V6_ADDRESSES : ADDRESSES) {
      others.add(new Subject.OfAddress(IpAddress.parse(address).orElseThrow()));
    }
    for (Subject pod : pods) {
      for (Subject peer : pods) {
        if (!pod.equals(peer)) {
          ask(pod, peer, to);
        }
      }
      others.forEach(other -> ask(pod, other, to));
      others.forEach(other -> ask(other, pod, to));
    }
  }

  private static void ask(Subject client, Subject server, List<Connection> to) {
    for (int port : PORTS) {
      to.add(new Connection(client, server, 6, port));
    }
    to.add(new Connection(client, server, 17, 80));
    to.add(new Connection(client, server, 132, 5_000));
  }
}
