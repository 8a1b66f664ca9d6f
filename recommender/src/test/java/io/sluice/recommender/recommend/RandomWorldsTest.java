package io.sluice.recommender.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.Answer;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Laws over small worlds made by chance; the seed is the parameter. */
class RandomWorldsTest {
  private static final int WORLDS = 25;

  static World world(Random random, boolean replace) {
    World world = random.nextBoolean() ? World.withDns() : World.bare();
    if (replace) {
      world.replacing();
    }
    EngineProfile[] engines = {
      EngineProfile.GENERIC, EngineProfile.NPM, EngineProfile.CILIUM, EngineProfile.NPM_WINDOWS
    };
    world.engine(engines[random.nextInt(engines.length)]).group("partner", "203.0.113.0/25");
    List<String> titles = new ArrayList<>();
    String[] kinds = {"Deployment", "StatefulSet", "CronJob", "DaemonSet"};
    for (int i = 0; i < 6 + random.nextInt(6); i++) {
      String title = (random.nextBoolean() ? "one/" : "two/") + "w" + i;
      String kind = kinds[random.nextInt(kinds.length)];
      int shape = random.nextInt(12);
      if (shape == 0) {
        world.hostPods(kind, title, labels(random, i), 1);
      } else if (shape == 1) {
        world.finishedPods(kind, title, labels(random, i), 1 + random.nextInt(2));
      } else {
        world.pods(kind, title, labels(random, i), 1 + random.nextInt(3));
      }
      titles.add(title);
    }
    if (random.nextBoolean()) {
      world.policy("one/closed", "{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}");
    }
    for (int i = 0; i < 20; i++) {
      record(random, world, titles);
    }
    return world;
  }

  private static String labels(Random random, int number) {
    return switch (random.nextInt(7)) {
      case 0 -> "app=shared";
      case 1 -> "app=shared,track=canary";
      case 2 -> "app=w" + number + ",version=v" + random.nextInt(3);
      case 3 -> "app=shared,version=v" + number;
      case 4 -> "app.kubernetes.io/name=shared,app.kubernetes.io/instance=w" + number;
      case 5 -> number % 5 == 0 ? "" : "tier=t" + number % 3;
      default -> "app=w" + number + ",tier=web";
    };
  }

  private static void record(Random random, World world, List<String> titles) {
    String client = titles.get(random.nextInt(titles.size()));
    String server = titles.get(random.nextInt(titles.size()));
    int port = 8000 + random.nextInt(4);
    world.traffic.times(1 + random.nextInt(3));
    world.traffic.answered(random.nextInt(4) == 0 ? Answer.NO : Answer.YES);
    world.traffic.by(random.nextInt(4) == 0 ? Vantage.NIC : Vantage.POD);
    world.traffic.verdict(
        random.nextInt(8) == 0 ? ObservedVerdict.DROPPED : ObservedVerdict.FORWARDED);
    switch (random.nextInt(12)) {
      case 0 -> world.traffic.calls(client, "203.0.113." + (1 + random.nextInt(200)), 443);
      case 1 -> world.traffic.isCalledFrom("198.51.100." + (1 + random.nextInt(9)), server, port);
      case 2 -> world.traffic.calls(client, Traffic.unmapped(), "10.99.0.1", Traffic.TCP, port);
      case 3 ->
          world.traffic.isCalledBy(
              new Party.Node("", "aks-0", random.nextBoolean()), "", server, Traffic.TCP, port);
      case 4 -> {
        if (!client.equals(server)) {
          world.traffic.undirected(client, server);
        }
      }
      default -> world.traffic.talks(client, server, port);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyUsedEdgeIsAdmittedByWhatIsRecommended(long seed) {
    for (int i = 0; i < WORLDS; i++) {
      World world = world(new Random(seed * 1_000 + i), i % 2 == 0);

      Outcome outcome = world.recommend();

      PolicySet effective = outcome.recommendation.effective();
      for (JudgedEdge judged : outcome.recommendation.edges()) {
        if (judged.standing() instanceof Standing.Used
            && outcome.recommendation.warnings().stream()
                .noneMatch(w -> w.startsWith(EdgeFacts.describe(judged.edge(), false)))) {
          assertThat(denied(world, effective, judged.edge()))
              .as("seed %d world %d %s", seed, i, judged.edge().key())
              .isEmpty();
        }
      }
    }
  }

  /** The oracle: every live pod of one end with every live pod of the other, one by one. */
  private static List<String> denied(World world, PolicySet policies, Edge edge) {
    Evaluator evaluator = new Evaluator(policies, world.inventory(), world.engine());
    List<String> denied = new ArrayList<>();
    for (Subject client : subjects(world, edge.key().client(), edge)) {
      for (Subject server : subjects(world, edge.key().server(), edge)) {
        Connection asked = new Connection(client, server, edge.key().protocol(), edge.key().port());
        if (!evaluator.evaluate(asked).allowed()) {
          denied.add(asked.toString());
        }
      }
    }
    return denied;
  }

  private static List<Subject> subjects(World world, Party party, Edge edge) {
    List<Subject> subjects = new ArrayList<>();
    if (party instanceof Workload workload) {
      RoaringBitmap live =
          RoaringBitmap.and(world.inventory().podsOf(workload), world.inventory().livePods());
      live.forEach(
          (IntConsumer) id -> subjects.add(new Subject.OfPod(world.inventory().pods().get(id))));
    } else if (party instanceof Party.Node node) {
      world
          .inventory()
          .node(node.cluster(), node.name())
          .ifPresent(n -> subjects.add(new Subject.OfNode(n)));
    } else {
      edge.addresses().forEach(a -> subjects.add(new Subject.OfAddress(a)));
    }
    return subjects;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void theOrderOfEdgesDoesNotMatter(long seed) {
    for (int i = 0; i < WORLDS; i++) {
      Random random = new Random(seed * 1_000 + i);
      World world = world(random, false);
      Edges edges = world.traffic.edges();
      List<Edge> directed = new ArrayList<>(edges.directed());
      List<Edge> ambiguous = new ArrayList<>(edges.ambiguous());
      Collections.shuffle(directed, random);
      Collections.shuffle(ambiguous, random);

      Recommendation one = world.recommend().recommendation;
      Recommendation other = world.recommend(new Edges(directed, ambiguous)).recommendation;

      assertThat(other.proposals()).as("seed %d world %d", seed, i).isEqualTo(one.proposals());
      assertThat(other.edges()).isEqualTo(one.edges());
      assertThat(other.effective().policies()).isEqualTo(one.effective().policies());
      assertThat(other.excess()).isEqualTo(one.excess());
      assertThat(other.warnings()).isEqualTo(one.warnings());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void nothingIsIsolatedWithoutEvidenceNorAgainstAHold(long seed) {
    for (int i = 0; i < WORLDS; i++) {
      World world = world(new Random(seed * 1_000 + i), false);

      Outcome outcome = world.recommend();

      for (NetworkPolicy policy : outcome.recommendation.proposed().policies()) {
        assertThat(policy.podSelector().isEverything()).isFalse();
        for (int pod : world.inventory().livePods()) {
          var found = world.inventory().pods().get(pod);
          if (!found.hostNetwork()
              && found.namespace().equals(policy.namespace())
              && policy.podSelector().matches(found.labels())) {
            WorkloadProposal proposal = outcome.of(found.workload().title());
            assertThat(proposal.policy()).as("seed %d world %d", seed, i).contains(policy);
            for (Direction direction : policy.isolates()) {
              assertThat(proposal.holds()).noneMatch(hold -> hold.direction() == direction);
            }
          }
        }
      }
    }
  }
}
