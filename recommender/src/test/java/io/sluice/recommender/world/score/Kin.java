package io.sluice.recommender.world.score;

import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldWorkload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Workloads that no selector can tell apart: of one namespace, with the same labels. */
final class Kin {
  private final Map<WorldWorkload, List<WorldWorkload>> kin = new HashMap<>();

  Kin(World world) {
    for (WorldWorkload one : world.workloads()) {
      kin.put(
          one,
          world.workloads().stream()
              .filter(w -> w.namespace().equals(one.namespace()))
              .filter(w -> w.labels().equals(one.labels()))
              .toList());
    }
  }

  /** A workload and all that look like it. */
  List<WorldWorkload> of(WorldWorkload workload) {
    return kin.get(workload);
  }
}
