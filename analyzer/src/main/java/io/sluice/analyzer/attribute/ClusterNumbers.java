package io.sluice.analyzer.attribute;

import io.sluice.analyzer.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;

/** The clusters that are known by name, numbered. One thread's. */
final class ClusterNumbers {
  /** The name says nothing. */
  static final int NO_NAME = -2;

  /** It is the name of a cluster that was not given. */
  static final int OTHER_NAME = -1;

  private static final String UNNAMED = "default";

  private final List<String> names;
  private final boolean given;

  ClusterNumbers(Inventory inventory) {
    this.given = !inventory.isEmpty();
    this.names = new ArrayList<>(given ? inventory.clusters() : List.of(""));
  }

  /** Whether an inventory says which there are. */
  boolean given() {
    return given;
  }

  int count() {
    return names.size();
  }

  /** The name of a number, or "" for a negative one. */
  String name(int number) {
    return number < 0 ? "" : names.get(number);
  }

  /** The number of a cluster that is known, or -1. */
  int known(String name) {
    return names.indexOf(name);
  }

  /**
   * The number of what a log names. Without an inventory, every name that a log has is a cluster.
   */
  int named(String name) {
    if (name.isEmpty() || (name.equals(UNNAMED) && !names.contains(UNNAMED))) {
      return NO_NAME;
    }
    int known = names.indexOf(name);
    if (known < 0 && !given) {
      names.add(name);
      return names.size() - 1;
    }
    return known < 0 ? OTHER_NAME : known;
  }
}
