package io.sluice.recommender.world.score;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.Attempt.Purpose;
import io.sluice.recommender.world.Spot;
import io.sluice.recommender.world.TrueEdge;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.emit.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Edges that a log shows only in minutes in which an address of theirs passed from one workload to
 * another: by addresses and clocks nobody can tell whose they are.
 */
final class Handovers {
  /** The slack of the clocks, and as long again for the record of a connection's end. */
  private static final Duration AROUND = Duration.ofMinutes(3);

  private final Map<String, List<WorldPod>> byAddress = new HashMap<>();
  private final Set<TrueEdge> clear = new HashSet<>();

  Handovers(World world, Log log) {
    for (WorldPod pod : world.pods()) {
      if (!pod.workload().hostNetwork()) {
        pod.addresses().forEach(a -> byAddress.computeIfAbsent(a, x -> new ArrayList<>()).add(pod));
      }
    }
    for (Attempt attempt : world.training()) {
      if (attempt.purpose() == Purpose.NEED
          && log.shows(world, attempt)
          && !isContested(attempt.client(), attempt)
          && !isContested(attempt.server(), attempt)) {
        clear.add(attempt.edge());
      }
    }
  }

  boolean hide(TrueEdge edge) {
    return !clear.contains(edge);
  }

  private boolean isContested(Spot spot, Attempt attempt) {
    if (spot.asPod().isEmpty()) {
      return false;
    }
    WorldPod own = spot.asPod().get();
    Instant early = attempt.at().minus(AROUND);
    Instant late = attempt.at().plus(AROUND);
    return byAddress.getOrDefault(spot.address(attempt.v6()), List.of()).stream()
        .anyMatch(
            other ->
                !other.workload().equals(own.workload())
                    && other.start().isBefore(late)
                    && other.end().isAfter(early));
  }
}
