package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.ingest.AddressFamily;
import io.sluice.recommender.audit.diff.connectivity.kinds.PortSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the lines of two address families together: what both say alike is one line, and what one
 * says alone names its family, unless an end is not met in the other one anyhow.
 */
final class TwoFamilies {
  /** Lines that say the same, each of its own family. */
  private record Key(Extent from, Extent to, PortSet before, PortSet after) {}

  private final View v4;
  private final View v6;
  private final boolean bothHaveNodes;

  private TwoFamilies(View v4, View v6) {
    this.v4 = v4;
    this.v6 = v6;
    this.bothHaveNodes = v4.hasNodes() && v6.hasNodes();
  }

  static List<ConnectivityChange> together(View v4, View v6) {
    return new TwoFamilies(v4, v6).together();
  }

  private List<ConnectivityChange> together() {
    Map<Key, Deque<ConnectivityChange>> others = new HashMap<>();
    for (ConnectivityChange change : v6.changes()) {
      others.computeIfAbsent(key(change), k -> new ArrayDeque<>()).add(change);
    }
    List<ConnectivityChange> all = new ArrayList<>();
    for (ConnectivityChange change : v4.changes()) {
      ConnectivityChange same = others.getOrDefault(key(change), new ArrayDeque<>()).poll();
      all.add(same == null ? alone(change, v6) : joined(change, same));
    }
    others.values().forEach(left -> left.forEach(change -> all.add(alone(change, v4))));
    return all;
  }

  private Key key(ConnectivityChange change) {
    return new Key(said(change.from()), said(change.to()), change.before(), change.after());
  }

  /** What an extent says of either family: the members of a whole are those that are met there. */
  private Extent said(Extent extent) {
    if (extent instanceof Extent.Anywhere anywhere) {
      return bothHaveNodes ? anywhere : new Extent.Anywhere(false);
    }
    if (extent instanceof Extent.But but) {
      return new Extent.But(
          said(but.base()),
          but.except().stream().map(pods -> pods.all() ? pods.named(List.of()) : pods).toList());
    }
    if (extent instanceof Extent.PodsOf pods) {
      return pods.all() ? pods.named(List.of()) : pods;
    }
    if (extent instanceof Extent.Nodes nodes) {
      return nodes.all() ? nodes.named(List.of()) : nodes;
    }
    return extent instanceof Extent.Addresses ? new Extent.Addresses(List.of(), true) : extent;
  }

  private static ConnectivityChange joined(ConnectivityChange one, ConnectivityChange other) {
    return one.between(one.from().with(other.from()), one.to().with(other.to()), Optional.empty());
  }

  private static ConnectivityChange alone(ConnectivityChange change, View other) {
    boolean choice = other.meets(change.from()) && other.meets(change.to());
    Optional<AddressFamily> family = choice ? change.family() : Optional.empty();
    return change.between(ofOneFamily(change.from()), ofOneFamily(change.to()), family);
  }

  /** All addresses of a family leave out those of the other one. */
  private static Extent ofOneFamily(Extent extent) {
    return extent instanceof Extent.Addresses addresses
        ? new Extent.Addresses(addresses.blocks(), false)
        : extent;
  }
}
