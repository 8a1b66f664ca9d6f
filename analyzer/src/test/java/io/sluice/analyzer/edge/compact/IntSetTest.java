package io.sluice.analyzer.edge.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

class IntSetTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  /** Small sets, sets about the size at which the form changes, and large ones; all 32 bits. */
  private static int draw(Random random, int range) {
    int value = random.nextInt(range);
    return random.nextInt(4) == 0 ? -1 - value : value;
  }

  private static IntSet random(Random random, Set<Long> model) {
    IntSet set = new IntSet();
    int count = random.nextInt(new int[] {2, 4, 20, 40, 300}[random.nextInt(5)]);
    int range = new int[] {3, 30, 100_000}[random.nextInt(3)];
    for (int i = 0; i < count; i++) {
      int value = draw(random, range);
      set.add(value);
      model.add(Integer.toUnsignedLong(value));
    }
    return set;
  }

  private static void same(IntSet set, Set<Long> model) {
    assertThat(set.cardinality()).isEqualTo(model.size());
    assertThat(set.bitmap().stream().mapToObj(Integer::toUnsignedLong))
        .containsExactlyElementsOf(model);
    if (!model.isEmpty()) {
      assertThat(Integer.toUnsignedLong(set.first())).isEqualTo(Collections.min(model));
    }
    for (long value : new long[] {0, 1, 7, 29, 4_294_967_295L, 99_999}) {
      assertThat(set.contains((int) value)).isEqualTo(model.contains(value));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itHoldsWhatASortedSetOfUnsignedNumbersHolds(long seed) {
    Random random = new Random(seed);
    TreeSet<Long> one = new TreeSet<>();
    TreeSet<Long> other = new TreeSet<>();
    IntSet set = random(random, one);
    IntSet added = random(random, other);
    IntSet before = added.copy();
    same(set, one);

    IntSet union = IntSet.union(set.copy(), added);
    TreeSet<Long> all = new TreeSet<>(one);
    all.addAll(other);

    same(union, all);
    same(set, one);
    assertThat(added).isEqualTo(before);
    IntSet turned = IntSet.union(added.copy(), set);
    assertThat(turned).isEqualTo(union).hasSameHashCodeAs(union);
    RoaringBitmap bits = new RoaringBitmap();
    IntSet.addTo(bits, union);
    assertThat(IntSet.bitmapOf(IntSet.of(bits))).isEqualTo(union.bitmap());
  }

  @Test
  void noSetIsAnEmptyOne() {
    assertThat(IntSet.union(null, null)).isNull();
    assertThat(IntSet.of(new RoaringBitmap())).isNull();
    assertThat(IntSet.bitmapOf(null).isEmpty()).isTrue();
    assertThat(IntSet.sizeOf(null)).isZero();
    assertThat(IntSet.with(null, 3)).isEqualTo(IntSet.of(RoaringBitmap.bitmapOf(3)));
  }

  @Test
  void aCopyGoesItsOwnWay() {
    for (int size : new int[] {1, 2, IntSet.MOST_IN_ARRAY, IntSet.MOST_IN_ARRAY + 1}) {
      IntSet set = new IntSet();
      for (int value = 0; value < size; value++) {
        set.add(value);
      }
      IntSet copy = set.copy();
      copy.add(1000);
      assertThat(set.contains(1000)).isFalse();
      set.add(2000);
      assertThat(copy.contains(2000)).isFalse();
      assertThat(copy.cardinality()).isEqualTo(size + 1);
    }
  }
}
