package io.sluice.analyzer.policy.evaluate.match;

import io.sluice.analyzer.policy.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every distinct selector of a policy set a small number, so that its answers can be kept.
 */
public final class SelectorTable {
  private final List<LabelSelector> selectors = new ArrayList<>();
  private final Map<LabelSelector, Integer> numbers = new HashMap<>();

  /** The number of a selector, the next free one where it is new. */
  public int numberOf(LabelSelector selector) {
    return numbers.computeIfAbsent(
        selector,
        added -> {
          selectors.add(added);
          return selectors.size() - 1;
        });
  }

  public int size() {
    return selectors.size();
  }

  LabelSelector selector(int number) {
    return selectors.get(number);
  }
}
