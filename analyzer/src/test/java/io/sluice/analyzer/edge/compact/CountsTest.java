package io.sluice.analyzer.edge.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountsTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sparseCountersAddUpLikeAnArray(long seed) {
    Random random = new Random(seed);
    long[] model = new long[64];
    SparseCounts whole = new SparseCounts();
    SparseCounts one = new SparseCounts();
    SparseCounts other = new SparseCounts();
    int kinds = 1 + random.nextInt(64);
    for (int i = random.nextInt(200); i > 0; i--) {
      int index = random.nextInt(kinds);
      long count = random.nextInt(3);
      model[index] += count;
      whole.add(index, count);
      (random.nextBoolean() ? one : other).add(index, count);
    }
    one.addAll(other);

    assertThat(one).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(one.range(0, 64)).isEqualTo(model);
    assertThat(one.get(kinds - 1)).isEqualTo(model[kinds - 1]);
    int from = random.nextInt(64);
    assertThat(one.range(from, 64 - from)).isEqualTo(Arrays.copyOfRange(model, from, 64));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void daysAddUpLikeAMapInAnyOrderAndSplit(long seed) {
    Random random = new Random(seed);
    TreeMap<Integer, Long> model = new TreeMap<>();
    DayCounts one = new DayCounts();
    DayCounts other = new DayCounts();
    for (int i = random.nextInt(60); i > 0; i--) {
      int day = random.nextInt(1 + random.nextInt(12));
      model.merge(day, 1L, Long::sum);
      (random.nextBoolean() ? one : other).add(day * 86_400_000L + random.nextInt(86_400_000));
    }
    DayCounts turned = new DayCounts();
    turned.merge(other);
    turned.merge(one);
    one.merge(other);

    assertThat(one.read()).isEqualTo(model);
    assertThat(turned).isEqualTo(one).hasSameHashCodeAs(one);
  }
}
