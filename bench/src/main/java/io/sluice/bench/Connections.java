package io.sluice.bench;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import java.util.List;
import java.util.Random;

/** Which connections are asked about. */
public enum Connections {
  /** Any two pods, any port that some policy or pod names. */
  RANDOM {
    @Override
    Connection draw(List<Subject.OfPod> pods, Random random) {
      Subject.OfPod server = pods.get(random.nextInt(pods.size()));
      return new Connection(
          pods.get(random.nextInt(pods.size())), server, 6, PORTS[random.nextInt(PORTS.length)]);
    }
  },
  /**
   * As in a log: few pods have most of the traffic, to the port on which they serve, and now and
   * then somebody else.
   */
  LOG_LIKE {
    @Override
    Connection draw(List<Subject.OfPod> pods, Random random) {
      Subject.OfPod client = pods.get(skewed(pods.size(), random));
      Subject.OfPod server = pods.get(skewed(pods.size(), random));
      int port = random.nextInt(50) == 0 ? 443 : SyntheticCluster.servingPort(server.pod());
      return new Connection(client, server, 6, port);
    }
  };

  private static final int[] PORTS = {443, 8080, 3000, 9090, 9102, 5432, 6379, 7001, 30_100, 22};

  abstract Connection draw(List<Subject.OfPod> pods, Random random);

  /** So many connections, the same for the same seed. */
  public Connection[] draw(List<Pod> pods, int count, long seed) {
    Random random = new Random(seed);
    List<Subject.OfPod> subjects = pods.stream().map(Subject.OfPod::new).toList();
    Connection[] drawn = new Connection[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = draw(subjects, random);
    }
    return drawn;
  }

  /** Half of all draws in 2 of 100 pods, the first ones after mixing. */
  private static int skewed(int size, Random random) {
    long rank = (long) (Math.pow(random.nextDouble(), 5.64) * size);
    return (int) (rank * 7_919 % size);
  }
}
