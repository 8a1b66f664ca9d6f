package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.RuleEvidence;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The evidence of rules that were loosened: what was there, and what only the joining opens. */
final class EvidenceRows {
  /** The basis of a peer and port that nobody asked for by itself. */
  static final String JOINED = "joined";

  private final Map<Place, List<RuleEvidence>> before = new HashMap<>();
  private final Collection<PolicyPeer> wholes;
  private final Tightness tightness;

  private record Place(Direction direction, PolicyPeer peer, PolicyPort port) {}

  /**
   * The rows to come from those that were.
   *
   * @param became the peers that became another one
   */
  EvidenceRows(
      Collection<RuleEvidence> rows, Map<PolicyPeer, PolicyPeer> became, Tightness tightness) {
    this.wholes = new TreeSet<>(became.values());
    this.tightness = tightness;
    for (RuleEvidence row : rows) {
      PolicyPeer peer =
          row.direction() == Direction.INGRESS
              ? became.getOrDefault(row.peer(), row.peer())
              : row.peer();
      before
          .computeIfAbsent(new Place(row.direction(), peer, row.port()), p -> new ArrayList<>())
          .add(row);
    }
  }

  /** The rows of the rules of one direction, in their order. */
  List<RuleEvidence> of(Direction direction, List<PolicyRule> rules) {
    List<RuleEvidence> rows = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      for (PolicyPeer peer : rules.get(rule).peers()) {
        for (PolicyPort port : rules.get(rule).ports()) {
          Place place = new Place(direction, peer, port);
          rows.add(row(place, rule, before.getOrDefault(place, List.of())));
        }
      }
    }
    return rows;
  }

  private RuleEvidence row(Place place, int rule, List<RuleEvidence> rows) {
    TreeSet<String> bases = new TreeSet<>();
    SortedSet<JudgedEdge> edges = new TreeSet<>();
    TreeSet<SystemRole> roles = new TreeSet<>();
    SortedSet<String> notes = new TreeSet<>();
    SortedSet<String> names = new TreeSet<>();
    BigInteger unseen = BigInteger.ZERO;
    int portsSeen = 0;
    for (RuleEvidence one : rows) {
      bases.add(one.basis());
      edges.addAll(one.edges());
      one.role().ifPresent(roles::add);
      notes.add(one.note());
      names.addAll(one.names());
      unseen = unseen.max(one.unseen());
      portsSeen = Math.max(portsSeen, one.portsSeen());
    }
    notes.remove("");
    if (rows.isEmpty()) {
      notes.add("never observed: opened so that rules could be joined" + because());
    }
    if (place.direction() == Direction.INGRESS && wholes.contains(place.peer())) {
      notes.add("the whole namespace, because most of its workloads are clients" + because());
    }
    return new RuleEvidence(
        place.direction(),
        rule,
        place.peer(),
        place.port(),
        basis(bases),
        List.copyOf(edges),
        roles.stream().findFirst(),
        String.join("; ", notes),
        unseen,
        portsSeen,
        List.copyOf(names));
  }

  /** What was observed outweighs the rest. */
  private static String basis(SortedSet<String> bases) {
    return bases.isEmpty()
        ? JOINED
        : bases.contains(Opening.OBSERVED) ? Opening.OBSERVED : bases.first();
  }

  private String because() {
    return " (--tightness " + tightness.word() + ")";
  }

  /** Addresses outside that rows open and that were never seen, each block counted once. */
  static BigInteger neverSeen(Collection<RuleEvidence> rows) {
    Map<List<Object>, BigInteger> blocks = new HashMap<>();
    rows.stream()
        .filter(row -> row.unseen().signum() > 0)
        .forEach(row -> blocks.put(List.of(row.direction(), row.peer()), row.unseen()));
    return blocks.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Whether a row rests on a convention; its peer is not loosened. */
  static boolean isByConvention(RuleEvidence row) {
    return row.basis().equals(Opening.BY_CONVENTION);
  }
}
