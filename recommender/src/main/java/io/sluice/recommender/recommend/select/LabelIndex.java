package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The pods of one namespace by label: {@code key=value} → bitmap and {@code key} → bitmap, over all
 * time. A selector is answered by AND and ANDNOT.
 *
 * <p>Of a pod that only a log names, or only a recorder saw, some labels may be missing: that it
 * lacks one is not known, so a condition that asks for a label's absence does not select it.
 */
final class LabelIndex {
  private final RoaringBitmap all = new RoaringBitmap();
  private final RoaringBitmap logged = new RoaringBitmap();
  private final RoaringBitmap unlabelled = new RoaringBitmap();
  private final Map<String, RoaringBitmap> byKey = new HashMap<>();
  private final Map<String, Map<String, RoaringBitmap>> byValue = new HashMap<>();

  void add(int id, Pod pod) {
    all.add(id);
    if (!pod.origin().tellsAllLabels()) {
      logged.add(id);
    }
    if (pod.origin() == Pod.Origin.UNLABELLED) {
      unlabelled.add(id);
    }
    pod.labels().forEach((key, value) -> add(id, key, value));
  }

  private void add(int id, String key, String value) {
    byKey.computeIfAbsent(key, k -> new RoaringBitmap()).add(id);
    byValue
        .computeIfAbsent(key, k -> new HashMap<>())
        .computeIfAbsent(value, v -> new RoaringBitmap())
        .add(id);
  }

  /** The pods that a selector selects. */
  RoaringBitmap select(LabelSelector selector) {
    RoaringBitmap selected = all.clone();
    for (LabelRequirement requirement : selector.requirements()) {
      narrow(selected, requirement);
    }
    return selected;
  }

  private void narrow(RoaringBitmap selected, LabelRequirement requirement) {
    switch (requirement.operator()) {
      case IN -> selected.and(withAnyOf(requirement));
      case NOT_IN -> {
        selected.andNot(withAnyOf(requirement));
        selected.andNot(RoaringBitmap.andNot(logged, withKey(requirement.key())));
      }
      case EXISTS -> selected.and(withKey(requirement.key()));
      case DOES_NOT_EXIST -> {
        selected.andNot(withKey(requirement.key()));
        selected.andNot(logged);
      }
    }
  }

  /** Pods of the past whose labels nobody knows, or not all of them. */
  RoaringBitmap unlabelled() {
    return unlabelled.clone();
  }

  private RoaringBitmap withKey(String key) {
    return byKey.getOrDefault(key, new RoaringBitmap());
  }

  private RoaringBitmap withAnyOf(LabelRequirement requirement) {
    Map<String, RoaringBitmap> values = byValue.getOrDefault(requirement.key(), Map.of());
    RoaringBitmap any = new RoaringBitmap();
    for (String value : requirement.values()) {
      any.or(values.getOrDefault(value, new RoaringBitmap()));
    }
    return any;
  }

  /** Whether a pod has a label, of those that are known, that a selector does not take. */
  static boolean contradicts(LabelSelector selector, Pod pod) {
    return selector.requirements().stream()
        .anyMatch(r -> pod.labels().containsKey(r.key()) && !r.matches(pod.labels()));
  }
}
