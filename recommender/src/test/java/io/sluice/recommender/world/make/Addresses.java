package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives out pod addresses node by node, the lowest that is free: an address is somebody else's soon
 * after its pod is gone. Asked in the order of time.
 */
final class Addresses {
  private static final int FIRST = 4;

  /** So long a node waits before it gives an address out again. */
  private static final int COOL_SECONDS = 20;

  private final WorldOptions options;

  /** By node, until when each of its addresses is taken. */
  private final List<List<Instant>> taken = new ArrayList<>();

  Addresses(WorldOptions options) {
    this.options = options;
  }

  /** The addresses of a pod on a node. */
  List<String> take(WorldNode node, Instant start, Instant end) {
    while (taken.size() <= node.index()) {
      taken.add(new ArrayList<>());
    }
    List<Instant> ends = taken.get(node.index());
    int free = 0;
    while (free < ends.size() && ends.get(free).plusSeconds(COOL_SECONDS).isAfter(start)) {
      free++;
    }
    if (free == ends.size()) {
      ends.add(end);
    }
    ends.set(free, end);
    int host = FIRST + free;
    if (host > 250) {
      throw new IllegalStateException("more pods on " + node + " than addresses");
    }
    String v4 = "10.244." + node.index() + "." + host;
    return options.dualStack()
        ? List.of(v4, String.format("fd12:3456:789a:%x::%x", node.index(), host))
        : List.of(v4);
  }
}
