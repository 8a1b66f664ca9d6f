package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.WorldWorkload;
import java.util.Comparator;

/** Orders in which things are written. */
final class Order {
  static final Comparator<WorldWorkload> WORKLOADS =
      Comparator.comparing(WorldWorkload::title).thenComparing(WorldWorkload::kind);

  private Order() {}
}
