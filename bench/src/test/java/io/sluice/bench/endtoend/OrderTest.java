package io.sluice.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderTest {
  @Test
  void whatIsAskedForIsTaken() {
    String words =
        "--format vnet --size 1g --pods 900 --seed 5 --rounds 7 --noise 0.5 --no-duckdb"
            + " --against-reference -- --since 1h";

    Order order = Order.of(words.split(" "));

    assertThat(order.form()).isEqualTo(LogForm.VNET);
    assertThat(order.size()).isEqualTo(1L << 30);
    assertThat(order.files()).isEqualTo(32);
    assertThat(order.pods()).isEqualTo(900);
    assertThat(order.rounds()).isEqualTo(7);
    assertThat(order.duckDb()).isFalse();
    assertThat(order.noise()).isEqualTo(0.5);
    assertThat(order.purpose()).isEqualTo(Order.Purpose.AGAINST_REFERENCE);
    assertThat(order.options()).isEqualTo(List.of("--since", "1h"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--size",
        "--size x",
        "--pods 1",
        "--format csv",
        "--what 1",
        "--noise 2",
        "--noise much",
        "--size -1m"
      })
  void whatMakesNoSenseIsRefusedWithTheUsage(String words) {
    assertThatThrownBy(() -> Order.of(words.split(" ")))
        .isInstanceOf(Order.Misuse.class)
        .hasMessageContaining("usage:");
  }
}
