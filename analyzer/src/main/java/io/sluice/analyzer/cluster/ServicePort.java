package io.sluice.analyzer.cluster;

/**
 * One port of a Service.
 *
 * @param name name, or ""
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param port the Service's port
 * @param targetPort number as text, or the name of a container port
 * @param nodePort node port, or 0
 */
public record ServicePort(
    String name, String protocol, int port, String targetPort, int nodePort) {}
