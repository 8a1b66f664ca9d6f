package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which ports nothing can tell apart, because no rule, no named port and no Service begins or ends
 * between them: of an edge that folded tens of thousands of ports one of each class is asked about.
 */
final class PortClasses {
  /** Where a class begins. */
  private final RoaringBitmap cuts = new RoaringBitmap();

  /**
   * Ports of an edge.
   *
   * @param first the lowest one, which stands for all
   * @param count how many
   */
  record PortClass(int first, int count) {}

  /** No rule can name port 0. */
  PortClasses(Inventory inventory, List<PolicySet> sets) {
    cut(0, 0);
    for (PolicySet set : sets) {
      set.policies().stream()
          .flatMap(policy -> List.of(Direction.values()).stream().map(policy::rules))
          .flatMap(List::stream)
          .flatMap(rule -> rule.ports().stream())
          .forEach(this::cut);
    }
    inventory.pods().forEach(pod -> pod.ports().forEach(port -> cut(port.number(), port.number())));
    for (Service service : inventory.services()) {
      service.ports().forEach(port -> cut(inventory, service, port));
    }
  }

  private void cut(PolicyPort port) {
    if (port instanceof PolicyPort.Range range) {
      cut(range.from(), range.to());
    }
  }

  private void cut(Inventory inventory, Service service, ServicePort port) {
    cut(port.port(), port.port());
    cut(port.nodePort(), port.nodePort());
    inventory
        .backends(service, port.protocol(), port.port(), inventory.takenAtMillis())
        .forEach(backend -> cut(backend.port(), backend.port()));
  }

  private void cut(int from, int to) {
    cuts.add(from);
    cuts.add(to + 1);
  }

  /** The classes of some ports, in the order of ports. */
  List<PortClass> of(RoaringBitmap ports) {
    List<PortClass> classes = new ArrayList<>();
    PeekableIntIterator left = ports.getIntIterator();
    while (left.hasNext()) {
      int first = left.next();
      int stretch = cuts.rank(first);
      int count = 1;
      while (left.hasNext() && cuts.rank(left.peekNext()) == stretch) {
        left.next();
        count++;
      }
      classes.add(new PortClass(first, count));
    }
    return classes;
  }
}
