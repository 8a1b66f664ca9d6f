package io.sluice.recommender.recommend.tightness;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins rules of one direction of a policy, the pair first that opens least, as long as each join
 * leaves fewer rules and the budget holds. Peers that stay as they are, such as addresses and
 * system namespaces, keep a rule of their own.
 */
final class RuleJoiner {
  private final NetworkPolicy policy;
  private final Direction direction;
  private final Set<PolicyPeer> fixed;
  private final Widening widening;

  /** What one more port of a peer opens; it does not change while one direction is joined. */
  private final Map<OnePort, OptionalLong> known = new HashMap<>();

  private record OnePort(PolicyPeer peer, PolicyPort port) {}

  /** Two rules that may become one, by what that would open. */
  private record Join(List<PolicyPeer> peers, List<PolicyPort> ports, long opens) {}

  RuleJoiner(NetworkPolicy policy, Direction direction, Set<PolicyPeer> fixed, Widening widening) {
    this.policy = policy;
    this.direction = direction;
    this.fixed = fixed;
    this.widening = widening;
  }

  /**
   * Joins as far as it goes.
   *
   * @param budget how many triples that were never observed may be opened
   * @return how many of them are left
   */
  long join(OpenRules open, long budget) {
    long left = budget;
    Set<List<Object>> refused = new HashSet<>();
    Optional<Join> best = best(open, left, refused);
    while (best.isPresent()) {
      apply(open, best.get());
      left -= best.get().opens();
      best = best(open, left, refused);
    }
    return left;
  }

  private Optional<Join> best(OpenRules open, long budget, Set<List<Object>> refused) {
    List<PolicyRule> rules = open.rules();
    @Nullable Join best = null;
    for (int i = 0; i < rules.size(); i++) {
      for (int j = i + 1; j < rules.size(); j++) {
        List<PolicyPeer> peers = movable(rules.get(i), rules.get(j));
        List<Object> pair = List.of(rules.get(i), rules.get(j));
        if (peers.isEmpty() || refused.contains(pair) || !pays(rules, rules.get(i), rules.get(j))) {
          continue;
        }
        List<PolicyPort> ports = united(rules.get(i), rules.get(j));
        OptionalLong opens = opens(open, peers, ports);
        if (opens.isEmpty() || opens.getAsLong() > budget) {
          refused.add(pair);
        } else if (best == null || opens.getAsLong() < best.opens()) {
          best = new Join(peers, ports, opens.getAsLong());
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The peers of two rules that may be given ports; none where one of the rules has none. */
  private List<PolicyPeer> movable(PolicyRule one, PolicyRule other) {
    List<PolicyPeer> ones = one.peers().stream().filter(p -> !fixed.contains(p)).toList();
    List<PolicyPeer> others = other.peers().stream().filter(p -> !fixed.contains(p)).toList();
    List<PolicyPeer> both = new ArrayList<>();
    if (!ones.isEmpty() && !others.isEmpty()) {
      both.addAll(ones);
      both.addAll(others);
    }
    return both;
  }

  private static List<PolicyPort> united(PolicyRule one, PolicyRule other) {
    TreeSet<PolicyPort> ports = new TreeSet<>(one.ports());
    ports.addAll(other.ports());
    return List.copyOf(ports);
  }

  /** Whether there are fewer rules afterwards; peers that stay keep their rule where it is. */
  private boolean pays(List<PolicyRule> rules, PolicyRule one, PolicyRule other) {
    List<PolicyPort> ports = united(one, other);
    int gone = goes(one, ports) + goes(other, ports);
    boolean there = rules.stream().anyMatch(rule -> rule.ports().equals(ports));
    return gone > (there ? 0 : 1);
  }

  private int goes(PolicyRule rule, List<PolicyPort> ports) {
    boolean moves = rule.peers().stream().noneMatch(fixed::contains);
    return moves && !rule.ports().equals(ports) ? 1 : 0;
  }

  private OptionalLong opens(OpenRules open, List<PolicyPeer> peers, List<PolicyPort> ports) {
    long sum = 0;
    for (PolicyPeer peer : peers) {
      Set<PolicyPort> there = open.ports(peer);
      for (PolicyPort port : ports) {
        if (!there.contains(port)) {
          OptionalLong one = opens(peer, port);
          if (one.isEmpty()) {
            return one;
          }
          sum += one.getAsLong();
        }
      }
    }
    return OptionalLong.of(sum);
  }

  private OptionalLong opens(PolicyPeer peer, PolicyPort port) {
    return known.computeIfAbsent(
        new OnePort(peer, port), one -> widening.opens(policy, direction, peer, port));
  }

  private void apply(OpenRules open, Join join) {
    for (PolicyPeer peer : join.peers()) {
      for (PolicyPort port : join.ports()) {
        if (!open.ports(peer).contains(port)) {
          widening.open(policy, direction, peer, port);
        }
      }
      open.open(peer, join.ports());
    }
  }
}
