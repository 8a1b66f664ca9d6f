package io.sluice.analyzer.cluster;

import java.util.SortedMap;

/**
 * A workload's own object, where the snapshot has it.
 *
 * @param workload whose
 * @param selector {@code spec.selector.matchLabels}, empty where the kind has none (CronJob, Job)
 * @param exactSelector whether {@code matchLabels} is the whole selector (no expressions)
 * @param templateLabels labels of its pod template
 * @param replicas wanted replicas
 */
public record Controller(
    Workload workload,
    SortedMap<String, String> selector,
    boolean exactSelector,
    SortedMap<String, String> templateLabels,
    int replicas) {}
