package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rules of a direction taken apart: one peer and one port each. */
final class Atoms {
  private static final Comparator<Optional<PolicyPeer>> PEERS =
      Comparator.comparing((Optional<PolicyPeer> peer) -> peer.isPresent())
          .thenComparing(peer -> peer.map(PolicyPeer::toString).orElse(""));

  private static final Comparator<Optional<PolicyPort>> PORTS =
      Comparator.comparing((Optional<PolicyPort> port) -> port.isPresent())
          .thenComparing(port -> port.map(PolicyPort::toString).orElse(""));

  /**
   * One peer and one port.
   *
   * @param peer who; empty for anybody
   * @param port where; empty for every port
   */
  record Atom(Optional<PolicyPeer> peer, Optional<PolicyPort> port) implements Comparable<Atom> {
    private static final Comparator<Atom> ORDER =
        Comparator.comparing(Atom::peer, PEERS).thenComparing(Atom::port, PORTS);

    /** Whether it lets through all that another one does. */
    boolean covers(Atom other) {
      return (peer.isEmpty() || (other.peer.isPresent() && covers(peer.get(), other.peer.get())))
          && (port.isEmpty() || (other.port.isPresent() && covers(port.get(), other.port.get())));
    }

    private static boolean covers(PolicyPeer wide, PolicyPeer narrow) {
      if (wide instanceof PolicyPeer.IpBlock a && narrow instanceof PolicyPeer.IpBlock b) {
        return a.cidr().contains(b.cidr())
            && a.except().stream()
                .allMatch(hole -> !hole.overlaps(b.cidr()) || isCut(hole, b.except()));
      }
      return wide.equals(narrow);
    }

    private static boolean isCut(Cidr hole, List<Cidr> except) {
      return except.stream().anyMatch(cut -> cut.contains(hole));
    }

    private static boolean covers(PolicyPort wide, PolicyPort narrow) {
      if (wide.protocol() != narrow.protocol()) {
        return false;
      }
      if (wide instanceof PolicyPort.Any) {
        return true;
      }
      if (wide instanceof PolicyPort.Range a && narrow instanceof PolicyPort.Range b) {
        return a.from() <= b.from() && b.to() <= a.to();
      }
      return wide.equals(narrow);
    }

    @Override
    public int compareTo(Atom other) {
      return ORDER.compare(this, other);
    }
  }

  private Atoms() {}

  /** All of a direction; none where it is not isolated, because its rules are inert then. */
  static SortedSet<Atom> of(NetworkPolicy policy, Direction direction) {
    TreeSet<Atom> atoms = new TreeSet<>();
    if (policy.isolates().contains(direction)) {
      policy.rules(direction).forEach(rule -> add(rule, atoms));
    }
    return atoms;
  }

  private static void add(PolicyRule rule, SortedSet<Atom> atoms) {
    List<Optional<PolicyPeer>> peers = new ArrayList<>();
    rule.peers().forEach(peer -> peers.add(Optional.of(peer)));
    List<Optional<PolicyPort>> ports = new ArrayList<>();
    rule.ports().forEach(port -> ports.add(Optional.of(port)));
    for (Optional<PolicyPeer> peer :
        peers.isEmpty() ? List.of(Optional.<PolicyPeer>empty()) : peers) {
      for (Optional<PolicyPort> port :
          ports.isEmpty() ? List.of(Optional.<PolicyPort>empty()) : ports) {
        atoms.add(new Atom(peer, port));
      }
    }
  }

  /** Those of {@code some} that none of {@code others} covers. */
  static SortedSet<Atom> beyond(SortedSet<Atom> some, SortedSet<Atom> others) {
    TreeSet<Atom> beyond = new TreeSet<>();
    for (Atom atom : some) {
      if (others.stream().noneMatch(other -> other.covers(atom))) {
        beyond.add(atom);
      }
    }
    return beyond;
  }

  /** Rules that say just these: peers with equal ports share one. */
  static List<PolicyRule> rules(SortedSet<Atom> atoms) {
    Map<Optional<PolicyPeer>, List<PolicyPort>> byPeer = new LinkedHashMap<>();
    List<PolicyRule> rules = new ArrayList<>();
    for (Atom atom : atoms) {
      if (atom.port.isEmpty()) {
        rules.add(new PolicyRule(atom.peer.stream().toList(), List.of()));
      } else {
        byPeer.computeIfAbsent(atom.peer, peer -> new ArrayList<>()).add(atom.port.get());
      }
    }
    Map<List<PolicyPort>, List<PolicyPeer>> byPorts = new LinkedHashMap<>();
    byPeer.forEach(
        (peer, ports) -> {
          List<PolicyPort> sorted = ports.stream().sorted().toList();
          if (peer.isEmpty()) {
            rules.add(new PolicyRule(List.of(), sorted));
          } else {
            byPorts.computeIfAbsent(sorted, key -> new ArrayList<>()).add(peer.get());
          }
        });
    byPorts.forEach(
        (ports, peers) -> rules.add(new PolicyRule(peers.stream().sorted().toList(), ports)));
    return rules;
  }
}
