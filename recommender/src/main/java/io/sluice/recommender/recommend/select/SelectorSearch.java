package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.recommender.recommend.SelectorProof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** The search for the selector of one set of pods among the pods of their namespace. */
final class SelectorSearch {
  /** Sets of labels up to this size are tried one by one; larger ones are thinned out instead. */
  private static final int TRIED_SIZE = 3;

  private static final int MAX_NEGATIONS = 3;

  private final LabelIndex index;
  private final PodRoster roster;
  private final RoaringBitmap own;
  private final RoaringBitmap meant;
  private final RoaringBitmap presentAnywhere;

  /**
   * A search.
   *
   * @param own all pods of the workloads, over all time: selecting them is never wrong
   * @param meant the pods that must be selected
   * @param presentAnywhere all pods that are there today
   */
  SelectorSearch(
      LabelIndex index,
      PodRoster roster,
      RoaringBitmap own,
      RoaringBitmap meant,
      RoaringBitmap presentAnywhere) {
    this.index = index;
    this.roster = roster;
    this.own = own;
    this.meant = meant;
    this.presentAnywhere = presentAnywhere;
  }

  /** The foreign pods that a selector selects, over all time. */
  private RoaringBitmap foreign(LabelSelector selector) {
    return RoaringBitmap.andNot(index.select(selector), own);
  }

  /** A selector may be used when it selects all that is meant; labels that all pods share do. */
  private boolean isExact(LabelSelector selector) {
    RoaringBitmap selected = index.select(selector);
    return RoaringBitmap.andNot(meant, selected).isEmpty()
        && RoaringBitmap.andNot(selected, own).isEmpty();
  }

  /** Whether it selects pods of others that are there today. */
  boolean selectsOthersOfToday(LabelSelector selector) {
    return RoaringBitmap.intersects(foreign(selector), presentAnywhere);
  }

  /** These labels as a selector, if there are any and they are exact. */
  Optional<LabelSelector> exact(SortedMap<String, String> labels) {
    return Optional.of(LabelSelector.of(labels))
        .filter(selector -> !selector.isEverything())
        .filter(this::isExact);
  }

  /** The smallest exact subset of labels, the preferred one among equals. */
  Optional<LabelSelector> smallest(SortedMap<String, String> labels) {
    if (exact(labels).isEmpty()) {
      return Optional.empty();
    }
    List<LabelRequirement> candidates = preferred(labels);
    for (int size = 1; size <= Math.min(TRIED_SIZE, candidates.size()); size++) {
      Optional<LabelSelector> found = ofSize(size, candidates, 0, List.of());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.of(thinned(candidates, new RoaringBitmap()));
  }

  private static List<LabelRequirement> preferred(SortedMap<String, String> labels) {
    List<LabelRequirement> candidates = new ArrayList<>();
    labels.forEach((key, value) -> candidates.add(LabelRequirement.equal(key, value)));
    candidates.sort(
        Comparator.comparingInt((LabelRequirement r) -> LabelNoise.rank(r.key()))
            .thenComparing(LabelRequirement::key));
    return candidates;
  }

  private Optional<LabelSelector> ofSize(
      int size, List<LabelRequirement> candidates, int from, List<LabelRequirement> chosen) {
    if (chosen.size() == size) {
      return Optional.of(LabelSelector.of(chosen))
          .filter(selector -> namesWorkload(chosen, candidates))
          .filter(this::isExact);
    }
    for (int i = from; i < candidates.size(); i++) {
      List<LabelRequirement> more = new ArrayList<>(chosen);
      more.add(candidates.get(i));
      Optional<LabelSelector> found = ofSize(size, candidates, i + 1, more);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** {@code tier=web} may be exact today by chance: a naming label must be in, where one exists. */
  private static boolean namesWorkload(
      List<LabelRequirement> chosen, List<LabelRequirement> candidates) {
    return chosen.stream().anyMatch(r -> LabelNoise.isNaming(r.key()))
        || candidates.stream().noneMatch(r -> LabelNoise.isNaming(r.key()));
  }

  /**
   * The selector that selects the fewest foreign pods, with no label that does not help: the
   * controller's own where it is as tight.
   */
  LabelSelector tightest(SortedMap<String, String> labels, SortedMap<String, String> controllers) {
    if (labels.isEmpty()) {
      return LabelSelector.of(controllers);
    }
    RoaringBitmap unavoidable = foreign(LabelSelector.of(labels));
    LabelSelector own = LabelSelector.of(controllers);
    if (!own.isEverything() && foreign(own).equals(unavoidable)) {
      return own;
    }
    return thinned(preferred(labels), unavoidable);
  }

  /** Drops labels from the least preferred on, while no further foreign pod comes in. */
  private LabelSelector thinned(List<LabelRequirement> candidates, RoaringBitmap allowedForeign) {
    List<LabelRequirement> kept = new ArrayList<>(candidates);
    for (int i = kept.size() - 1; i >= 0 && kept.size() > 1; i--) {
      List<LabelRequirement> fewer = new ArrayList<>(kept);
      fewer.remove(i);
      if (namesWorkload(fewer, candidates)
          && RoaringBitmap.andNot(foreign(LabelSelector.of(fewer)), allowedForeign).isEmpty()) {
        kept = fewer;
      }
    }
    return LabelSelector.of(kept);
  }

  /** A selector narrowed by DoesNotExist and NotIn until it is exact, where that is possible. */
  Optional<LabelSelector> negated(LabelSelector base) {
    if (base.isEverything()) {
      return Optional.empty();
    }
    List<LabelRequirement> requirements = new ArrayList<>(base.requirements());
    for (int i = 0; i < MAX_NEGATIONS; i++) {
      RoaringBitmap foreign = foreign(LabelSelector.of(requirements));
      Optional<LabelRequirement> best = bestNegation(foreign);
      if (best.isEmpty()) {
        return Optional.empty();
      }
      requirements.add(best.get());
      if (isExact(LabelSelector.of(requirements))) {
        return Optional.of(LabelSelector.of(requirements));
      }
    }
    return Optional.empty();
  }

  /**
   * A base narrowed to the pods of Jobs, where all that is meant are; empty where that is not
   * exact.
   */
  Optional<LabelSelector> ofRuns(LabelSelector base) {
    List<Pod> pods = roster.sorted(meant);
    return LabelNoise.RUN_MARKS.stream()
        .filter(key -> pods.stream().allMatch(pod -> pod.labels().containsKey(key)))
        .map(
            key -> {
              List<LabelRequirement> requirements = new ArrayList<>(base.requirements());
              requirements.add(LabelRequirement.present(key));
              return LabelSelector.of(requirements);
            })
        .filter(selector -> !base.isEverything() && isExact(selector))
        .findFirst();
  }

  /** The condition that keeps all that is meant and cuts off most of what is foreign. */
  private Optional<LabelRequirement> bestNegation(RoaringBitmap foreign) {
    List<Pod> foreigners = roster.sorted(foreign);
    Comparator<LabelRequirement> byYield =
        Comparator.comparingLong(
            r -> foreigners.stream().filter(pod -> !r.matches(pod.labels())).count());
    return negations(foreigners).stream()
        .min(
            byYield
                .reversed()
                .thenComparing(LabelRequirement::operator, Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder()));
  }

  private List<LabelRequirement> negations(List<Pod> foreigners) {
    Map<String, SortedSet<String>> theirs = stableValues(foreigners);
    Map<String, SortedSet<String>> ours = new TreeMap<>();
    for (Pod pod : roster.sorted(meant)) {
      pod.labels().forEach((k, v) -> ours.computeIfAbsent(k, x -> new TreeSet<>()).add(v));
    }
    List<LabelRequirement> negations = new ArrayList<>();
    theirs.forEach(
        (key, values) -> {
          values.removeAll(ours.getOrDefault(key, new TreeSet<>()));
          if (!ours.containsKey(key)) {
            negations.add(LabelRequirement.absent(key));
          } else if (!values.isEmpty()) {
            negations.add(LabelRequirement.notIn(key, values));
          }
        });
    return negations;
  }

  private static Map<String, SortedSet<String>> stableValues(List<Pod> pods) {
    Map<String, SortedSet<String>> values = new TreeMap<>();
    for (Pod pod : pods) {
      pod.labels()
          .forEach(
              (key, value) -> {
                if (LabelNoise.isStable(key, value)) {
                  values.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
                } else if (LabelNoise.RUN_MARKS.contains(key)) {
                  values.computeIfAbsent(key, k -> new TreeSet<>());
                }
              });
    }
    return values;
  }

  /** The proof of a selector: what it selects beyond, and what it no longer selects. */
  Selection proven(LabelSelector selector) {
    RoaringBitmap selected = index.select(selector);
    RoaringBitmap extra = RoaringBitmap.andNot(selected, own);
    SelectorProof proof =
        new SelectorProof(
            selector,
            isExact(selector),
            roster.titles(extra),
            uncovered(selector, selected),
            unchecked(selector, selected));
    String remark =
        SelectorProver.restsOnLastResort(selector)
            ? "its selector " + selector + " rests on a label that may change with a release"
            : "";
    return new Selection.Proven(proof, selected, remark);
  }

  /** Where not all labels of a pod are known, one that is not told is none that is missing. */
  private List<String> uncovered(LabelSelector selector, RoaringBitmap selected) {
    return roster.sorted(RoaringBitmap.andNot(own, selected)).stream()
        .filter(pod -> !pod.hostNetwork())
        .filter(pod -> pod.origin().tellsAllLabels() || LabelIndex.contradicts(selector, pod))
        .map(Pod::title)
        .distinct()
        .toList();
  }

  /** Foreign pods of the past that may have had the labels that are asked for: nobody knows. */
  private List<String> unchecked(LabelSelector selector, RoaringBitmap selected) {
    RoaringBitmap foreign = RoaringBitmap.andNot(index.unlabelled(), own);
    foreign.andNot(selected);
    return roster.sorted(foreign).stream()
        .filter(pod -> !pod.hostNetwork() && !LabelIndex.contradicts(selector, pod))
        .map(Pod::title)
        .distinct()
        .toList();
  }
}
