package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.compile.Filters;
import io.sluice.analyzer.policy.compile.PodClass;
import io.sluice.analyzer.policy.compile.PodClasses;
import io.sluice.analyzer.policy.compile.Traits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Traffic between a pod and the hostNetwork pods of its own node, which no rule filters as far as
 * what filters the pod says so. Pods of a class run on many nodes, so this is not in the classes'
 * bitmaps.
 */
final class OwnNodes {
  private final PodClasses classes;
  private final Filters filters;
  private final Map<Place, Map<Integer, RoaringBitmap>> podsOn = new HashMap<>();
  private final Map<PodClass, Place> hosts = new LinkedHashMap<>();

  private record Place(String cluster, String node) {}

  OwnNodes(PodClasses classes, Filters filters) {
    this.classes = classes;
    this.filters = filters;
    for (PodClass podClass : classes.all()) {
      Traits traits = classes.traits(podClass.number());
      if (traits.hostNetwork() && !traits.place().isEmpty()) {
        Place place = new Place(traits.cluster(), traits.place());
        hosts.put(podClass, place);
        podsOn.put(place, new TreeMap<>());
      }
    }
    for (int i = 0; i < classes.pods().size(); i++) {
      Map<Integer, RoaringBitmap> on = podsOn.get(placeOf(classes.pods().get(i)));
      if (on != null && !classes.pods().get(i).hostNetwork()) {
        on.computeIfAbsent(classes.classAt(i), added -> new RoaringBitmap()).add(i);
      }
    }
  }

  private static Place placeOf(Pod pod) {
    return new Place(pod.cluster(), pod.node());
  }

  /** Whether the exemption holds between two pods. */
  boolean exempt(Pod source, Pod destination) {
    return source.hostNetwork() != destination.hostNetwork()
        && !source.node().isEmpty()
        && placeOf(source).equals(placeOf(destination))
        && (source.hostNetwork()
            ? exempts(classOf(destination), Direction.INGRESS)
            : exempts(classOf(source), Direction.EGRESS));
  }

  private int classOf(Pod pod) {
    return classes.classAt(classes.placeOf(pod));
  }

  private boolean exempts(int podClass, Direction direction) {
    return filters.of(classes.traits(podClass)).exemptsOwnNode(direction);
  }

  /** Adds the pairs that are allowed by the exemption alone, by port class. */
  void addPairs(Rows rows, long[] pairs) {
    hosts.forEach(
        (host, place) ->
            on(place)
                .forEach(
                    (other, pods) -> {
                      long each = (long) host.size() * pods.getCardinality();
                      if (exempts(other, Direction.INGRESS)) {
                        rows.addWhereMissing(host.number(), other, each, pairs);
                      }
                      if (exempts(other, Direction.EGRESS)) {
                        rows.addWhereMissing(other, host.number(), each, pairs);
                      }
                    }));
  }

  /** Adds the pods that the exemption lets a source reach. */
  void addDestinations(Pod source, RoaringBitmap destinations) {
    if (source.hostNetwork()) {
      on(placeOf(source))
          .forEach(
              (other, pods) -> {
                if (exempts(other, Direction.INGRESS)) {
                  destinations.or(pods);
                }
              });
    } else if (exempts(classOf(source), Direction.EGRESS)) {
      Place place = placeOf(source);
      hosts.forEach(
          (host, at) -> {
            if (at.equals(place)) {
              destinations.add((long) host.from(), (long) host.to());
            }
          });
    }
  }

  private Map<Integer, RoaringBitmap> on(Place place) {
    return podsOn.getOrDefault(place, Map.of());
  }
}
