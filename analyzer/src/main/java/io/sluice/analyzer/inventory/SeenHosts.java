package io.sluice.analyzer.inventory;

import io.sluice.analyzer.history.Hold;
import io.sluice.analyzer.history.PodDraft;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When nodes had which addresses, by the pods that recorders saw on them. */
final class SeenHosts {
  /** Takes a stretch of time in which a node had an address. */
  interface Visitor {
    void visit(String cluster, String node, IpAddress address, long fromMillis, long untilMillis);
  }

  private record Place(String cluster, String node, IpAddress address)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::cluster)
            .thenComparing(Place::node)
            .thenComparing(Place::address);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Place, List<Hold>> holds = new TreeMap<>();

  private SeenHosts() {}

  static SeenHosts of(List<PodDraft> pods) {
    SeenHosts hosts = new SeenHosts();
    for (PodDraft pod : pods) {
      for (Hold hold : pod.hostHolds()) {
        String node = pod.node().isEmpty() ? hold.address().toString() : pod.node();
        hosts
            .holds
            .computeIfAbsent(new Place(pod.cluster(), node, hold.address()), p -> new ArrayList<>())
            .add(hold);
      }
    }
    return hosts;
  }

  /** Visits the stretches, those that touch as one, in order. */
  void forEach(Visitor visitor) {
    holds.forEach(
        (place, of) -> {
          of.sort(Comparator.comparingLong(Hold::fromMillis).thenComparing(Hold::untilMillis));
          long from = of.get(0).fromMillis();
          long until = of.get(0).untilMillis();
          for (Hold hold : of) {
            if (hold.fromMillis() > until) {
              visitor.visit(place.cluster, place.node, place.address, from, until);
              from = hold.fromMillis();
            }
            until = Math.max(until, hold.untilMillis());
          }
          visitor.visit(place.cluster, place.node, place.address, from, until);
        });
  }
}
