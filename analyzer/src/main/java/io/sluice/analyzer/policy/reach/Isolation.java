package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.compile.Declaration;
import io.sluice.analyzer.policy.compile.Filter;
import io.sluice.analyzer.policy.compile.Filters;
import io.sluice.analyzer.policy.compile.PodClasses;
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

  /**
   * Classes with the same rules.
   *
   * @param rules the rules of all policies that isolate them
   * @param own the traits of one of them; of all, as far as the rules can tell
   * @param members the classes
   */
  record Group(List<Rules.Rule> rules, Traits own, RoaringBitmap members) {}

  private record Key(List<Integer> policies, boolean v4, boolean v6, Set<Declaration> declared) {}

  Isolation(Direction direction, Filters filters, PodClasses classes, Rules compiler) {
    List<List<Rules.Rule>> rules = new ArrayList<>();
    List<List<Integer>> isolating = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      isolating.add(new ArrayList<>(2));
    }
    for (Filter filter : filters.all()) {
      RoaringBitmap filtered = classes.where(traits -> filters.of(traits).equals(filter));
      for (NetworkPolicy policy : filter.policies()) {
        if (policy.isolates().contains(direction)) {
          int number = rules.size();
          RoaringBitmap.and(compiler.subjects(policy), filtered)
              .forEach((int subject) -> isolating.get(subject).add(number));
          rules.add(compiler.of(policy, direction, filter.engine()));
        }
      }
    }
    this.groupOf = new int[classes.size()];
    group(direction, classes, isolating, rules);
  }

  private void group(
      Direction direction,
      PodClasses classes,
      List<List<Integer>> isolating,
      List<List<Rules.Rule>> rules) {
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
        List<Rules.Rule> all = policies.stream().flatMap(p -> rules.get(p).stream()).toList();
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
