package io.sluice.analyzer.cluster;

/**
 * A pod behind a Service and the port that the Service's port leads to on it.
 *
 * @param pod the pod
 * @param port target port, resolved by name on this very pod
 */
public record Backend(Pod pod, int port) {}
