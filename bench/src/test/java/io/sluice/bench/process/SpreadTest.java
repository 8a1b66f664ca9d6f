package io.sluice.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void aSpreadHasItsMedianItsLeastAndItsMost() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0), value -> value)).isEqualTo(new Spread(2, 1, 3));
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0), value -> value).text(1))
        .isEqualTo("2.5 (1.0 to 4.0)");
  }
}
