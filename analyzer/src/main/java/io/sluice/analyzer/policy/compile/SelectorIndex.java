package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Finds the classes that a label selector matches, by the classes of each label. */
final class SelectorIndex {
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final RoaringBitmap all = new RoaringBitmap();
  private final RoaringBitmap incomplete = new RoaringBitmap();
  private final Map<String, Values> keys = new HashMap<>();
  private final Map<LabelSelector, RoaringBitmap> answers = new HashMap<>();

  private static final class Values {
    final RoaringBitmap any = new RoaringBitmap();
    final Map<String, RoaringBitmap> byValue = new HashMap<>();
  }

  /** Adds a class that may have other labels too, of which nothing is known. */
  void addIncomplete(int number, Map<String, String> labels) {
    incomplete.add(number);
    add(number, labels);
  }

  /** Adds a class; all of them come before the first question. */
  void add(int number, Map<String, String> labels) {
    all.add(number);
    labels.forEach(
        (key, value) -> {
          Values values = keys.computeIfAbsent(key, added -> new Values());
          values.any.add(number);
          values.byValue.computeIfAbsent(value, added -> new RoaringBitmap()).add(number);
        });
  }

  /** The classes whose labels surely match; shared, so nobody may change it. */
  RoaringBitmap matching(LabelSelector selector) {
    return answers.computeIfAbsent(selector, this::find);
  }

  private RoaringBitmap find(LabelSelector selector) {
    RoaringBitmap matching = all.clone();
    for (LabelRequirement requirement : selector.requirements()) {
      switch (requirement.operator()) {
        case IN -> matching.and(withValue(requirement));
        case NOT_IN -> without(matching, withValue(requirement), requirement.key());
        case EXISTS -> matching.and(withKey(requirement.key()));
        case DOES_NOT_EXIST -> without(matching, withKey(requirement.key()), requirement.key());
      }
    }
    matching.runOptimize();
    return matching;
  }

  /** Takes out those with the label, and those that may have it. */
  private void without(RoaringBitmap matching, RoaringBitmap labelled, String key) {
    matching.andNot(labelled);
    matching.andNot(RoaringBitmap.andNot(incomplete, withKey(key)));
  }

  private RoaringBitmap withKey(String key) {
    Values values = keys.get(key);
    return values == null ? NONE : values.any;
  }

  private RoaringBitmap withValue(LabelRequirement requirement) {
    RoaringBitmap found = new RoaringBitmap();
    Values values = keys.get(requirement.key());
    if (values != null) {
      requirement.values().forEach(v -> found.or(values.byValue.getOrDefault(v, NONE)));
    }
    return found;
  }
}
