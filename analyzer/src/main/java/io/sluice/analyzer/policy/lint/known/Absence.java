package io.sluice.analyzer.policy.lint.known;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * That no pod has the labels that a selector asks for. Where pods have them, and the selector's
 * NotIn and DoesNotExist leave none of them, somebody meant just that.
 *
 * @param selector conditions that need a label
 * @param pods the pods, none of which it selects
 */
public record Absence(LabelSelector selector, Collection<PodGroup> pods) {
  private static final int MOST_LISTED = 4;

  /**
   * The absence of pods that a selector asks for; empty where there are some, or no pods at all.
   */
  public static Optional<Absence> of(LabelSelector selector, Collection<PodGroup> pods) {
    LabelSelector asked =
        LabelSelector.of(
            selector.requirements().stream()
                .filter(requirement -> !requirement.matches(Map.of()))
                .toList());
    return pods.isEmpty() || pods.stream().anyMatch(group -> asked.matches(group.labels()))
        ? Optional.empty()
        : Optional.of(new Absence(asked, pods));
  }

  /** Whether pods carry something that differs by a slip of the pen. */
  public boolean isTypo() {
    return NearMiss.of(selector, pods).filter(NearMiss::typo).isPresent();
  }

  /** The first key that the selector needs and no pod has: often one that pods may opt in with. */
  public Optional<String> unknownKey() {
    return selector.requirements().stream()
        .map(LabelRequirement::key)
        .filter(key -> pods.stream().noneMatch(group -> group.labels().containsKey(key)))
        .findFirst();
  }

  /**
   * {@code no pod of shop has app=cart; 3 pods have app=carts}.
   *
   * @param where the namespace, or a clause that stands for several
   */
  public String words(String where) {
    String none = "no pod of " + where + " has " + selector;
    Optional<NearMiss> near = NearMiss.of(selector, pods);
    if (near.isPresent()) {
      return none + "; " + near.get().words();
    }
    Optional<String> unknown = unknownKey();
    if (unknown.isPresent()) {
      return selector.requirements().size() == 1
          ? none + ", nor any other " + unknown.get()
          : none + ", nor any " + unknown.get() + " at all";
    }
    return none + instead();
  }

  /** What pods have under the first key of which the wanted value is nowhere. */
  private String instead() {
    for (LabelRequirement requirement : selector.requirements()) {
      if (pods.stream().noneMatch(group -> requirement.matches(group.labels()))) {
        SortedSet<String> values = new TreeSet<>();
        for (PodGroup group : pods) {
          String value = group.labels().get(requirement.key());
          if (value != null) {
            values.add(value);
          }
        }
        List<String> listed = values.stream().limit(MOST_LISTED).toList();
        return "; "
            + requirement.key()
            + " is "
            + String.join(", ", listed)
            + (values.size() > listed.size() ? " and others" : "")
            + " there";
      }
    }
    return "; each of these is somewhere, but no pod has all of them";
  }
}
