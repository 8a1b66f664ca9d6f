package io.sluice.recommender.world.make;

import java.util.List;
import java.util.Random;

/** Chance, from a seed and a purpose: what one part draws does not change what another one does. */
final class Draw {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final Random random;

  Draw(long seed, String purpose) {
    this.random = new Random(seed * 1_000_003L + purpose.hashCode());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from one to another, both included. */
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  double fraction() {
    return random.nextDouble();
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** An index by weights. */
  int weighted(int... weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int drawn = random.nextInt(sum);
    int index = 0;
    while (drawn >= weights[index]) {
      drawn -= weights[index++];
    }
    return index;
  }

  /** Letters as Kubernetes puts behind a generated name. */
  String suffix(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
