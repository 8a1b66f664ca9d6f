package io.sluice.ingest;

/**
 * What the network did with a flow that a log shows.
 *
 * <p>Drops that no policy decided (unroutable, broken connection tracking) never get this far: they
 * are skipped as {@link Outcome#NETWORK_FAULT}.
 */
public enum ObservedVerdict {
  /** It went through. */
  FORWARDED,
  /** It went through, and a policy in audit mode would have stopped it. */
  AUDIT,
  /** A Kubernetes-level policy stopped it. */
  DROPPED,
  /**
   * A filter outside Kubernetes stopped it (a network security group); says nothing of policies.
   */
  FILTERED;

  /** Whether the packet was let through. */
  public boolean forwarded() {
    return this == FORWARDED || this == AUDIT;
  }
}
