package io.sluice.analyzer.cluster;

/**
 * A port that a container declares.
 *
 * @param name name, or ""
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param number 1 to 65535
 * @param init whether an init container declares it (engines differ on these)
 */
public record ContainerPort(String name, String protocol, int number, boolean init) {}
