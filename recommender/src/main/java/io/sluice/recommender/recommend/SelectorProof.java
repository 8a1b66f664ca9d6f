package io.sluice.recommender.recommend;

import io.sluice.analyzer.policy.LabelSelector;
import java.util.List;

/**
 * A selector and what it was proven to select.
 *
 * @param selector the selector
 * @param exact whether it selects exactly the live pods meant, and no foreign pod at any time whose
 *     labels are known
 * @param extraPods foreign pods that it selects all the same, {@code namespace/name}, sorted
 * @param uncoveredPods past pods of the workload that it does not select, sorted
 * @param uncheckedPods foreign pods of the past whose labels are not known, so that it may have
 *     selected them, sorted
 */
public record SelectorProof(
    LabelSelector selector,
    boolean exact,
    List<String> extraPods,
    List<String> uncoveredPods,
    List<String> uncheckedPods) {}
