package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.Pod;

/**
 * A pod behind a Service and the port that the Service's port leads to on it.
 *
 * @param pod the pod
 * @param port target port, resolved by name on this very pod
 */
public record Backend(Pod pod, int port) {}
