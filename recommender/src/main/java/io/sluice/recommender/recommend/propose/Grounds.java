package io.sluice.recommender.recommend.propose;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.named.NamedRanges;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.ports.PortRange;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** What stands behind one peer and port while rules are collected. */
final class Grounds {
  private final SortedSet<String> bases = new TreeSet<>();
  private final SortedSet<JudgedEdge> edges = new TreeSet<>();
  private final SortedSet<String> notes = new TreeSet<>();
  private final TreeSet<SystemRole> roles = new TreeSet<>();
  private final SortedMap<String, SortedSet<IpAddress>> groups = new TreeMap<>();
  private final Set<Opening.Kind> kinds = EnumSet.noneOf(Opening.Kind.class);
  private final SortedSet<String> names = new TreeSet<>();
  private BigInteger unseen = BigInteger.ZERO;

  /** Of a rule that no evidence asks for. */
  static Grounds byConvention() {
    Grounds grounds = new Grounds();
    grounds.bases.add(Opening.BY_CONVENTION);
    grounds.kinds.add(Opening.Kind.FIXED);
    grounds.roles.add(SystemRole.DNS);
    return grounds;
  }

  /** Says how a range of ports is known. */
  void note(PortRange range) {
    notes.add(range.basis().word() + " range " + range.ports() + ": " + range.because());
  }

  void add(Opening opening, JudgedEdge edge) {
    if (edge.standing() instanceof Standing.Used used && !used.by().isEmpty()) {
      notes.add("accepted: " + used.by());
    }
    edges.add(edge);
    add(opening);
  }

  void add(Opening opening) {
    bases.add(opening.basis());
    opening.role().ifPresent(roles::add);
    kinds.add(opening.kind());
    names.addAll(opening.names());
    if (!opening.note().isEmpty()) {
      notes.add(opening.note());
    }
    if (!opening.group().isEmpty()) {
      groups.computeIfAbsent(opening.group(), g -> new TreeSet<>()).addAll(opening.seen());
    }
  }

  /** Takes over what stands behind an address that this peer stands for. */
  void absorb(Grounds other) {
    bases.addAll(other.bases);
    edges.addAll(other.edges);
    kinds.addAll(other.kinds);
    names.addAll(other.names);
    roles.addAll(other.roles);
    other.groups.forEach(
        (group, seen) -> groups.computeIfAbsent(group, g -> new TreeSet<>()).addAll(seen));
  }

  /** Takes over what stands behind another port of the same peer. */
  void absorbPort(Grounds other) {
    absorb(other);
    notes.addAll(other.notes);
    unseen = unseen.max(other.unseen);
  }

  /** How many different ports of a range its edges show. */
  int portsSeen(PolicyPort port) {
    RoaringBitmap seen = new RoaringBitmap();
    if (port instanceof PolicyPort.Range range) {
      edges.stream()
          .flatMap(judged -> EdgeFacts.portNumbers(judged.edge()).stream())
          .filter(number -> number >= range.from() && number <= range.to())
          .forEach(seen::add);
    }
    return seen.getCardinality();
  }

  /** Says what this peer opens besides what was seen. */
  void opensUnseen(BigInteger count, String note) {
    unseen = unseen.add(count);
    notes.add(note);
  }

  /** Whether a wider block of this kind may stand for the peer. */
  boolean isOnly(Opening.Kind kind) {
    return kinds.equals(EnumSet.of(kind));
  }

  /** What a mesh needs by itself is no connection of the application. */
  boolean isMeshOnly() {
    return bases.equals(Set.of(Opening.MESH));
  }

  List<JudgedEdge> edges() {
    return new ArrayList<>(edges);
  }

  /** The parts of the platform that openings name; read-only. */
  SortedSet<SystemRole> roles() {
    return Collections.unmodifiableSortedSet(roles);
  }

  /** What the addresses behind it are called. */
  List<String> names() {
    return List.copyOf(names);
  }

  BigInteger unseen() {
    return unseen;
  }

  /** What was observed outweighs what is declared. */
  String basis() {
    return bases.contains(Opening.OBSERVED) ? Opening.OBSERVED : bases.first();
  }

  String note(NamedRanges ranges, PolicyPort port) {
    List<String> all = new ArrayList<>();
    if (port instanceof PolicyPort.Range range && range.to() > range.from()) {
      all.add(portsSeen(port) + " of " + (range.to() - range.from() + 1) + " ports seen");
    }
    all.addAll(notes);
    groups.forEach((group, seen) -> all.add(ranges.note(group, seen.size())));
    return String.join("; ", all);
  }
}
