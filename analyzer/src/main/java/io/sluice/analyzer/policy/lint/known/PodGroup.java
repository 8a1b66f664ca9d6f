package io.sluice.analyzer.policy.lint.known;

import io.sluice.analyzer.cluster.ContainerPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pods of a namespace that are alike to policies.
 *
 * @param labels their labels
 * @param hostNetwork whether they share their node's network
 * @param ports what they declare; empty where that is not known
 * @param live how many run now; 0 for past pods and for workloads without any
 */
public record PodGroup(
    String namespace,
    Map<String, String> labels,
    boolean hostNetwork,
    Optional<List<ContainerPort>> ports,
    int live) {}
