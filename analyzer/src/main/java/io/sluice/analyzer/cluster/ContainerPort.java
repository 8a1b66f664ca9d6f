package io.sluice.analyzer.cluster;

/**
 * A port that a container declares.
 *
 * @param name name, or ""
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param number 1 to 65535
 * @param init whether an init container declares it (engines differ on these)
 * @param sidecar whether that init container stays ({@code restartPolicy: Always}), so that
 *     Services count its ports
 */
public record ContainerPort(
    String name, String protocol, int number, boolean init, boolean sidecar) {
  /** A port of a container, or of an init container that ends before the others start. */
  public ContainerPort(String name, String protocol, int number, boolean init) {
    this(name, protocol, number, init, false);
  }

  /** Whether something can listen there while the pod serves. */
  public boolean serves() {
    return !init || sidecar;
  }
}
