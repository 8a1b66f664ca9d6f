package io.sluice.analyzer.edge.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed is in the name of its run; replay one with {@code -Dsluice.seed=N}. */
class PortCellsTest {
  static LongStream seeds() {
    Long given = Long.getLong("sluice.seed");
    return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, 30);
  }

  private record Cell(byte one, long first, long last) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itHoldsWhatASortedMapHolds(long seed) {
    Random random = new Random(seed);
    int range = random.nextBoolean() ? 600 : 65_536;
    PortCells cells = new PortCells();
    Map<Integer, Cell> map = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      int port = 65_535 - random.nextInt(range);
      if (random.nextInt(4) == 0) {
        cells.remove(port);
        map.remove(port);
      } else {
        Cell cell = new Cell((byte) random.nextInt(100), random.nextLong(), random.nextLong());
        cells.put(port, new byte[] {cell.one}, cell.first, cell.last);
        map.put(port, cell);
      }
      assertThat(cells.contains(port)).isEqualTo(map.containsKey(port));
    }

    Map<Integer, Cell> read = new TreeMap<>();
    StringBuilder order = new StringBuilder();
    cells.forEach(
        (port, bytes, first, last) -> {
          read.put(port, new Cell(bytes[0], first, last));
          order.append(port).append(' ');
        });

    assertThat(read).isEqualTo(map);
    assertThat(cells.size()).isEqualTo(map.size());
    StringBuilder sorted = new StringBuilder();
    map.keySet().forEach(port -> sorted.append(port).append(' '));
    assertThat(order).hasToString(sorted.toString());
    map.forEach(
        (port, cell) ->
            cells.read(
                port,
                (p, bytes, first, last) ->
                    assertThat(new Cell(bytes[0], first, last)).isEqualTo(cell)));
  }

  @Test
  void portsWithTheSameBytesShareThem() {
    PortCells cells = new PortCells();
    byte[] bytes = {1, 2, 3};
    cells.put(7, bytes, 0, 0);
    cells.put(60_000, bytes.clone(), 1, 1);

    cells.read(60_000, (port, some, first, last) -> assertThat(some).isSameAs(bytes));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void numbersAreReadAsTheyWereWritten(long seed) {
    Random random = new Random(seed);
    long[] numbers = new long[200];
    Varints to = Varints.empty();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong() >> random.nextInt(64);
      to.put(numbers[i]);
      to.putSigned(numbers[i]);
    }

    Varints from = Varints.of(to.toArray());
    for (long number : numbers) {
      assertThat(from.take()).isEqualTo(number);
      assertThat(from.takeSigned()).isEqualTo(number);
    }
  }
}
