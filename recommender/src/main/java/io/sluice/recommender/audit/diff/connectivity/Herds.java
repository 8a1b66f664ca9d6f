package io.sluice.recommender.audit.diff.connectivity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The groups of units that one line can stand for, as sets of the units' numbers. */
final class Herds {
  /**
   * A group.
   *
   * @param extent how it is called
   * @param units its units
   */
  record Herd(Extent extent, BitSet units) {
    /** Whether all of it is among these, but for those that do not matter; and at least one is. */
    boolean isIn(BitSet members, BitSet careless) {
      BitSet missing = (BitSet) units.clone();
      missing.andNot(members);
      missing.andNot(careless);
      return missing.isEmpty() && units.intersects(members);
    }
  }

  private final SortedMap<String, BitSet> byNamespace = new TreeMap<>();
  private final Herd every;
  private final List<Herd> namespaces = new ArrayList<>();

  Herds(List<Unit> units) {
    BitSet all = new BitSet();
    for (int i = 0; i < units.size(); i++) {
      all.set(i);
      byNamespace.computeIfAbsent(units.get(i).namespace(), n -> new BitSet()).set(i);
    }
    every = new Herd(new Extent.AnyPod(), all);
    for (Map.Entry<String, BitSet> namespace : byNamespace.entrySet()) {
      if (namespace.getValue().cardinality() > 1) {
        namespaces.add(new Herd(new Extent.PodsIn(namespace.getKey()), namespace.getValue()));
      }
    }
  }

  /** Any pod, and any pod outside a namespace. */
  List<Herd> wide(String namespace) {
    if (byNamespace.size() < 3) {
      return List.of(every);
    }
    BitSet outside = (BitSet) every.units.clone();
    outside.andNot(byNamespace.getOrDefault(namespace, new BitSet()));
    return List.of(every, new Herd(new Extent.PodsOutside(namespace), outside));
  }

  /** Each namespace of more than one unit. */
  List<Herd> narrow() {
    return namespaces;
  }
}
