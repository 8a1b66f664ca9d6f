package io.sluice.analyzer.policy.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks about two dual-stack pods in one address family after the other learns what he would
 * learn of both at once, and in which of them it is denied. Replay a world with {@code
 * -Dsluice.seed=N}.
 */
final class OneFamilyAtATimeTest {
  private static final int WORLDS = 1_200;
  private static final long SEED = Long.getLong("sluice.seed", 4_000);

  @Test
  void bothFamiliesAtOnceIsTheGravestOfEachByItself() {
    int differing = 0;
    for (int i = 0; i < WORLDS; i++) {
      RandomCluster cluster = new RandomCluster(SEED + i, 7, 5);
      EngineProfile engine = EngineProfile.all().get(i % EngineProfile.all().size());
      Evaluator evaluator = new Evaluator(cluster.policies, cluster, engine);
      for (Pod client : cluster.pods) {
        for (Pod server : cluster.pods) {
          if (mayTalkInBoth(client, server)) {
            String four = verdict(evaluator, client.ofFamily(false), server.ofFamily(false));
            String six = verdict(evaluator, client.ofFamily(true), server.ofFamily(true));
            assertThat(verdict(evaluator, client, server))
                .as("seed %s: %s to %s", SEED + i, client.title(), server.title())
                .isEqualTo(gravest(four, six));
            differing += four.equals(six) ? 0 : 1;
          }
        }
      }
    }
    assertThat(differing).isGreaterThan(50);
  }

  private static boolean mayTalkInBoth(Pod client, Pod server) {
    boolean one = client.addresses().isEmpty() || server.addresses().isEmpty();
    boolean clientHas = hasBoth(client);
    boolean serverHas = hasBoth(server);
    return one ? clientHas || serverHas : clientHas && serverHas;
  }

  private static boolean hasBoth(Pod pod) {
    return pod.addresses().stream().map(IpAddress::v6).distinct().count() == 2;
  }

  private static String verdict(Evaluator evaluator, Pod client, Pod server) {
    Verdict verdict =
        evaluator.evaluate(
            new Connection(new Subject.OfPod(client), new Subject.OfPod(server), 6, 80));
    return verdict instanceof Verdict.Denied ? "denied" : verdict.allowed() ? "allowed" : "open";
  }

  private static String gravest(String one, String other) {
    List<String> both = List.of(one, other);
    return Stream.of("denied", "open", "allowed").filter(both::contains).findFirst().orElseThrow();
  }
}
