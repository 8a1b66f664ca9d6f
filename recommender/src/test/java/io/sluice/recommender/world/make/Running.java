package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pods of each workload, and which of them are up at a time. */
final class Running {
  /** Nobody calls or is called in a pod's first and last moments. */
  private static final int MARGIN_SECONDS = 2;

  private final Map<WorldWorkload, List<WorldPod>> pods = new HashMap<>();

  Running(List<WorldPod> all) {
    for (WorldPod pod : all) {
      pods.computeIfAbsent(pod.workload(), w -> new ArrayList<>()).add(pod);
    }
  }

  List<WorldPod> all(WorldWorkload workload) {
    return pods.getOrDefault(workload, List.of());
  }

  List<WorldPod> at(WorldWorkload workload, Instant at) {
    return all(workload).stream()
        .filter(p -> p.aliveAt(at.minusSeconds(MARGIN_SECONDS)))
        .filter(p -> p.aliveAt(at.plusSeconds(MARGIN_SECONDS)))
        .toList();
  }
}
