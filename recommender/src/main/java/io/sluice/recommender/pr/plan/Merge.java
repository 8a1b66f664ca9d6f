package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.pr.plan.Atoms.Atom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A policy of ours on the base, and the one that this run wants in its place. What the base lets
 * through and this run has not seen stays in a pull request that adds, and goes in one that
 * tightens; a direction that the base closes is never opened again.
 */
final class Merge {
  private final NetworkPolicy base;
  private final NetworkPolicy wanted;
  private final Map<Direction, SortedSet<Atom>> added = new EnumMap<>(Direction.class);
  private final Map<Direction, SortedSet<Atom>> unseen = new EnumMap<>(Direction.class);

  private Merge(NetworkPolicy base, NetworkPolicy wanted) {
    this.base = base;
    this.wanted = wanted;
    for (Direction direction : Direction.values()) {
      SortedSet<Atom> before = Atoms.of(base, direction);
      SortedSet<Atom> after = Atoms.of(wanted, direction);
      added.put(direction, Atoms.beyond(after, before));
      unseen.put(direction, Atoms.beyond(before, after));
    }
  }

  static Merge of(NetworkPolicy base, NetworkPolicy wanted) {
    return new Merge(base, wanted);
  }

  /** Whether the wanted policy lets more through, closes more, or is for other pods. */
  boolean adds() {
    return added.values().stream().anyMatch(atoms -> !atoms.isEmpty())
        || !base.isolates().containsAll(wanted.isolates())
        || !base.podSelector().equals(wanted.podSelector());
  }

  /** Whether the base lets through what the wanted policy does not. */
  boolean hasUnseen() {
    return wanted.isolates().stream().anyMatch(direction -> !unseenIn(direction).isEmpty());
  }

  /** Peers and ports of a direction that only the base has. */
  SortedSet<Atom> unseenIn(Direction direction) {
    return unseen.getOrDefault(direction, new TreeSet<>());
  }

  /** How many peers and ports are new. */
  int addedCount() {
    return added.values().stream().mapToInt(Set::size).sum();
  }

  /** How many peers and ports go when it tightens. */
  int unseenCount() {
    return wanted.isolates().stream().mapToInt(direction -> unseenIn(direction).size()).sum();
  }

  /** The wanted policy, and behind its rules those that only the base has. */
  NetworkPolicy extended() {
    return with(Set.of(Direction.values()));
  }

  /**
   * The wanted policy; of a direction that it leaves open and the base closes, the base's rules.
   */
  NetworkPolicy tightened() {
    Set<Direction> kept = EnumSet.allOf(Direction.class);
    kept.removeAll(wanted.isolates());
    return with(kept);
  }

  private NetworkPolicy with(Set<Direction> keeping) {
    Set<Direction> isolates = EnumSet.noneOf(Direction.class);
    isolates.addAll(base.isolates());
    isolates.addAll(wanted.isolates());
    return new NetworkPolicy(
        wanted.cluster(),
        wanted.namespace(),
        wanted.name(),
        wanted.podSelector(),
        isolates,
        rules(Direction.INGRESS, keeping),
        rules(Direction.EGRESS, keeping),
        wanted.origin());
  }

  private List<PolicyRule> rules(Direction direction, Set<Direction> keeping) {
    List<PolicyRule> rules = new ArrayList<>();
    if (wanted.isolates().contains(direction)) {
      rules.addAll(wanted.rules(direction));
    }
    if (keeping.contains(direction)) {
      rules.addAll(Atoms.rules(unseenIn(direction)));
    }
    return rules;
  }

  /** How many rules of the wanted policy stand before those that are kept. */
  int ownRules(Direction direction) {
    return wanted.isolates().contains(direction) ? wanted.rules(direction).size() : 0;
  }
}
