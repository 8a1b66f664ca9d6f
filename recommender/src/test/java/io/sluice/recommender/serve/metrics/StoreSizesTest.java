package io.sluice.recommender.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreSizesTest {
  /** RocksDB takes memory in pieces of so much, and some for a store without anything. */
  private static final double PIECE = 4 << 20;

  private static final double NOTHING = 500_000;

  @TempDir private Path folder;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private double size(String store) {
    Gauge gauge = registry.find("sluice.state.store.bytes").tag("store", store).gauge();
    assertThat(gauge).as(store).isNotNull();
    return gauge.value();
  }

  private static void fill(OpenStores stores, int records) {
    for (int i = 0; i < records; i++) {
      stores.put("rows", "key" + i, new byte[10_000]);
    }
  }

  @Test
  void aStoreIsAsLargeAsItsFilesAndWhatIsNotInThemYet() throws InterruptedException {
    try (OpenStores stores = OpenStores.in(folder, "rows", "digests")) {
      StoreSizes sizes = new StoreSizes(registry, stores::metrics);
      sizes.find();
      assertThat(size("rows")).isLessThan(NOTHING);

      fill(stores, 300);
      assertThat(stores.fileBytes()).isZero();
      assertThat(size("rows")).isBetween(3_000_000.0, 3_000_000 + PIECE);
      assertThat(size("digests")).isLessThan(NOTHING);

      fill(stores, 1500);
      long begun = System.nanoTime();
      while (stores.fileBytes() < 3_000_000 && System.nanoTime() - begun < 20_000_000_000L) {
        Thread.sleep(20); // a thread of RocksDB's writes them
      }
      assertThat(stores.fileBytes()).isGreaterThan(3_000_000);
      assertThat(size("rows")).isBetween(15_000_000.0, 15_000_000 + 2 * PIECE);
    }
  }

  @Test
  void aStoreThatIsOpenedLaterIsFoundThen() {
    try (OpenStores one = OpenStores.in(folder.resolve("1"), "rows");
        OpenStores both = OpenStores.in(folder.resolve("2"), "rows", "logs")) {
      boolean[] later = {false};
      StoreSizes sizes = new StoreSizes(registry, () -> later[0] ? both.metrics() : one.metrics());
      sizes.find();
      assertThat(registry.getMeters()).hasSize(1);

      later[0] = true;
      sizes.find();
      sizes.find();

      assertThat(registry.getMeters()).hasSize(2);
    }
  }

  @Test
  void whereNoStoreIsOnDiskNothingIsSaid() {
    new StoreSizes(registry, Map::of).find();

    assertThat(registry.getMeters()).isEmpty();
  }
}
