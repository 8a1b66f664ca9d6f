package io.sluice.analyzer.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A label selector: all requirements must hold; none at all selects everything.
 *
 * @param requirements sorted, without duplicates
 */
public record LabelSelector(List<LabelRequirement> requirements)
    implements Comparable<LabelSelector> {
  /** Selects everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  /** Sorts the requirements. */
  public LabelSelector {
    requirements = List.copyOf(new TreeSet<>(requirements));
  }

  /** From {@code matchLabels}. */
  public static LabelSelector of(Map<String, String> matchLabels) {
    List<LabelRequirement> requirements = new ArrayList<>();
    matchLabels.forEach((k, v) -> requirements.add(LabelRequirement.equal(k, v)));
    return new LabelSelector(requirements);
  }

  /** From conditions in any order. */
  public static LabelSelector of(Collection<LabelRequirement> requirements) {
    return new LabelSelector(new ArrayList<>(requirements));
  }

  public boolean matches(Map<String, String> labels) {
    for (LabelRequirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  public boolean isEverything() {
    return requirements.isEmpty();
  }

  @Override
  public int compareTo(LabelSelector other) {
    return toString().compareTo(other.toString());
  }

  /** {@code app=cart,tier=web}, or {@code everything}. */
  @Override
  public String toString() {
    return isEverything()
        ? "everything"
        : requirements.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
