package io.sluice.ingest.decode;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same as {@link FastHubbleOracleTest} with a million and more lines. */
final class FastHubbleOracleIT {
  @Test
  void aMillionRandomAndDamagedLinesGiveTheSameFlowsAndTheSameAccount() {
    long seed = Long.getLong("sluice.seed", new Random().nextInt());
    System.out.println("seed " + seed);

    FastHubbleOracleTest.hold(seed, 100_000);
  }
}
