package io.sluice.recommender.audit.diff.connectivity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** So many units may be left out by name where a line speaks of all others. */
  private static final int MAX_EXCEPTIONS = 5;

  private final List<Unit> units;
  private final SortedMap<String, BitSet> byNamespace = new TreeMap<>();
  private final Herd every;
  private final List<Herd> namespaces = new ArrayList<>();

  Herds(List<Unit> units) {
    this.units = units;
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
    return byNamespace.size() < 3 ? List.of(every) : List.of(every, outside(namespace));
  }

  /** The same for these units, and all pods but a few where that says more than the namespace. */
  List<Herd> wide(String namespace, BitSet members, BitSet careless) {
    List<Herd> wide = new ArrayList<>(wide(namespace));
    boolean othersOnly = !members.intersects(own(namespace));
    most(members, careless).ifPresent(most -> wide.add(othersOnly ? wide.size() : 1, most));
    return wide;
  }

  private Herd outside(String namespace) {
    BitSet outside = (BitSet) every.units.clone();
    outside.andNot(own(namespace));
    return new Herd(new Extent.PodsOutside(namespace), outside);
  }

  private BitSet own(String namespace) {
    return byNamespace.getOrDefault(namespace, new BitSet());
  }

  /** All but a few; none where that would not be shorter. */
  private Optional<Herd> most(BitSet members, BitSet careless) {
    BitSet missing = (BitSet) every.units.clone();
    missing.andNot(members);
    missing.andNot(careless);
    int exceptions = missing.cardinality();
    if (exceptions == 0 || exceptions > MAX_EXCEPTIONS || members.cardinality() < 2 * exceptions) {
      return Optional.empty();
    }
    BitSet rest = (BitSet) every.units.clone();
    rest.andNot(missing);
    List<Extent.PodsOf> except =
        missing.stream().mapToObj(number -> units.get(number).extent()).toList();
    return Optional.of(new Herd(new Extent.But(every.extent, except), rest));
  }

  /** Each namespace of more than one unit. */
  List<Herd> narrow() {
    return namespaces;
  }
}
