package io.sluice.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairMapTest {
  @Test
  void itSaysWhatAnyOtherMapSays() {
    long seed = Long.getLong("sluice.seed", new Random().nextLong());
    Random random = new Random(seed);
    PairMap<Integer> map = new PairMap<>();
    Map<List<Long>, Integer> other = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      // Small numbers, zero among them, and such as differ in the upper half alone.
      long high = (long) random.nextInt(60) << (random.nextBoolean() ? 32 : 0);
      long low = random.nextInt(200) - 5L;
      assertThat(map.get(high, low))
          .as("seed %s, key %s %s", seed, high, low)
          .isEqualTo(other.get(List.of(high, low)));
      if (random.nextInt(3) > 0) {
        map.put(high, low, i);
        other.put(List.of(high, low), i);
      }
    }
    other.forEach(
        (key, value) ->
            assertThat(map.get(key.get(0), key.get(1))).as("seed %s", seed).isEqualTo(value));
  }

  @Test
  void theKeyOfTwoZerosIsNotThereBeforeItWasPut() {
    PairMap<String> map = new PairMap<>();

    assertThat(map.get(0, 0)).isNull();

    map.put(0, 0, "zero");

    assertThat(map.get(0, 0)).isEqualTo("zero");
    assertThat(map.get(0, 1)).isNull();
  }
}
