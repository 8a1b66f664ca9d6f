package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.compile.Declaration;
import io.sluice.analyzer.policy.compile.PeerSets;
import io.sluice.analyzer.policy.compile.PodClasses;
import io.sluice.analyzer.policy.compile.PortClasses;
import io.sluice.analyzer.policy.compile.Traits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who is isolated in one direction: groups of classes that the same rules judge in the same way.
 */
final class Isolation {
  /** The group of a class that no policy isolates. */
  static final int OPEN = -1;

  private final List<Group> groups = new ArrayList<>();
  private final int[] groupOf;
  private final RoaringBitmap open = new RoaringBitmap();

  /** A rule of a policy. */
  record Rule(PeerSets.PeerSet peers, PortClasses.PortSet ports) {}

  /**
   * Classes with the same rules.
   *
   * @param rules the rules of all policies that isolate them
   * @param own the traits of one of them; of all, as far as the rules can tell
   * @param members the classes
   */
  record Group(List<Rule> rules, Traits own, RoaringBitmap members) {}

  private record Key(List<Integer> policies, boolean v4, boolean v6, Set<Declaration> declared) {}

  Isolation(
      Direction direction,
      PolicySet policies,
      PodClasses classes,
      PeerSets peers,
      PortClasses ports) {
    List<List<Rule>> rules = new ArrayList<>();
    List<List<Integer>> isolating = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      isolating.add(new ArrayList<>(2));
    }
    for (NetworkPolicy policy : policies.policies()) {
      if (policy.isolates().contains(direction)) {
        int number = rules.size();
        peers.subjects(policy).forEach((int subject) -> isolating.get(subject).add(number));
        rules.add(compile(policy, direction, peers, ports));
      }
    }
    this.groupOf = new int[classes.size()];
    group(direction, classes, isolating, rules);
  }

  private static List<Rule> compile(
      NetworkPolicy policy, Direction direction, PeerSets peers, PortClasses ports) {
    return policy.rules(direction).stream()
        .map(rule -> new Rule(peers.of(policy, rule.peers()), ports.setOf(rule.ports())))
        .toList();
  }

  private void group(
      Direction direction,
      PodClasses classes,
      List<List<Integer>> isolating,
      List<List<Rule>> rules) {
    Arrays.fill(groupOf, OPEN);
    Map<Key, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < groupOf.length; i++) {
      List<Integer> policies = isolating.get(i);
      if (policies.isEmpty()) {
        open.add(i);
        continue;
      }
      Traits own = classes.traits(i);
      Key key = new Key(policies, own.v4(), own.v6(), declaredHere(direction, own));
      Integer number = numbers.get(key);
      if (number == null) {
        number = groups.size();
        numbers.put(key, number);
        List<Rule> all = policies.stream().flatMap(p -> rules.get(p).stream()).toList();
        groups.add(new Group(all, own, new RoaringBitmap()));
      }
      groups.get(number).members.add(i);
      groupOf[i] = number;
    }
    open.runOptimize();
  }

  /** Port names are looked up on the destination, which is the isolated pod only for ingress. */
  private static Set<Declaration> declaredHere(Direction direction, Traits own) {
    return direction == Direction.INGRESS ? own.declared() : Set.of();
  }

  List<Group> groups() {
    return groups;
  }

  /** Number of a class's group, or {@link #OPEN}. */
  int groupOf(int podClass) {
    return groupOf[podClass];
  }

  /** The classes that no policy isolates. */
  RoaringBitmap open() {
    return open;
  }
}
