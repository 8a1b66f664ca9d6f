package io.sluice.analyzer.policy.lint.known;

import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The label that pods carry where a selector that selects none asks for another: what its author
 * probably meant, or at least what is there instead.
 *
 * @param label {@code key=value} as pods carry it
 * @param typo whether it differs by a slip of the pen
 * @param whole whether the selector asks for nothing else, so that these pods only lack this
 * @param pods how many running pods carry it; 0 where only past or future ones do
 */
record NearMiss(String label, boolean typo, boolean whole, int pods) {
  private record Candidate(String label, boolean typo) {}

  private static final Comparator<NearMiss> BEST_FIRST =
      Comparator.comparing((NearMiss miss) -> !miss.typo)
          .thenComparing(NearMiss::pods, Comparator.reverseOrder())
          .thenComparing(NearMiss::label);

  /**
   * The best among pods that meet all of a selector's conditions but one. That pods have another
   * value where the selector asks for nothing else is no near miss: that is any pod.
   */
  static Optional<NearMiss> of(LabelSelector selector, Collection<PodGroup> groups) {
    Map<Candidate, Integer> counts = new HashMap<>();
    for (PodGroup group : groups) {
      onlyUnmet(selector, group.labels())
          .flatMap(requirement -> candidate(requirement, group.labels()))
          .ifPresent(candidate -> counts.merge(candidate, group.live(), Integer::sum));
    }
    boolean whole = selector.requirements().size() == 1;
    if (whole) {
      String key = selector.requirements().get(0).key() + "=";
      counts.keySet().removeIf(c -> !c.typo() && c.label().startsWith(key));
    }
    return counts.entrySet().stream()
        .map(e -> new NearMiss(e.getKey().label(), e.getKey().typo(), whole, e.getValue()))
        .min(BEST_FIRST);
  }

  private static Optional<LabelRequirement> onlyUnmet(
      LabelSelector selector, Map<String, String> labels) {
    Optional<LabelRequirement> unmet = Optional.empty();
    for (LabelRequirement requirement : selector.requirements()) {
      if (!requirement.matches(labels)) {
        if (unmet.isPresent()) {
          return Optional.empty();
        }
        unmet = Optional.of(requirement);
      }
    }
    return unmet;
  }

  private static Optional<Candidate> candidate(
      LabelRequirement requirement, Map<String, String> labels) {
    String key = requirement.key();
    String value = labels.get(key);
    if (value != null) {
      boolean typo =
          requirement.operator() == Operator.IN
              && requirement.values().stream().anyMatch(asked -> Typo.between(asked, value));
      return Optional.of(new Candidate(key + "=" + value, typo));
    }
    return labels.entrySet().stream()
        .filter(l -> requirement.values().isEmpty() || requirement.values().contains(l.getValue()))
        .map(l -> new Candidate(l.getKey() + "=" + l.getValue(), Typo.between(key, l.getKey())))
        .filter(c -> c.typo() || isOtherName(requirement, c.label()))
        .min(Comparator.comparing((Candidate c) -> !c.typo()).thenComparing(Candidate::label));
  }

  /** A workload's name stands under {@code app}, {@code app.kubernetes.io/name} and others. */
  private static boolean isOtherName(LabelRequirement requirement, String label) {
    return requirement.operator() == Operator.IN
        && LabelNoise.isNaming(requirement.key())
        && LabelNoise.isNaming(label.substring(0, label.indexOf('=')));
  }

  /** {@code 3 pods have app=carts}. */
  String words() {
    String those = whole ? "" : " that meet the rest";
    if (pods == 0) {
      return "past or stopped pods" + those + " have " + label;
    }
    return pods == 1
        ? "1 pod" + (whole ? "" : " that meets the rest") + " has " + label
        : pods + " pods" + those + " have " + label;
  }
}
