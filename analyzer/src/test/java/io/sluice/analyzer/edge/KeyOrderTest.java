package io.sluice.analyzer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  private static Party party(Random random) {
    String name = "abc".substring(random.nextInt(3));
    return random.nextInt(4) == 0
        ? new Party.External()
        : new Workload(
            random.nextBoolean() ? "" : "east", name, "Deployment", name + random.nextInt(2));
  }

  @Test
  void keysComeInTheirOwnOrder() {
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      TreeSet<EdgeKey> keys = new TreeSet<>();
      for (int i = 0; i < 80; i++) {
        int protocol = new int[] {-1, 1, 6, 17, 255}[random.nextInt(5)];
        int port = new int[] {-1, 0, 80, 65_535}[random.nextInt(4)];
        String cluster = random.nextBoolean() ? "" : "east";
        keys.add(
            new EdgeKey(
                cluster, party(random), party(random), protocol, port, random.nextBoolean()));
      }
      List<EdgeKey> shuffled = new ArrayList<>(keys);
      Collections.shuffle(shuffled, random);

      assertThat(KeyOrder.sorted(shuffled, key -> key))
          .as("seed %d", seed)
          .containsExactlyElementsOf(keys);
    }
  }
}
