package io.sluice.ingest;

/** Where the observer of a log stands, which decides what it cannot see. */
public enum Vantage {
  /** At the pod's own interface (Hubble, ACNS, Retina, Calico): all its traffic passes. */
  POD,
  /**
   * At a virtual machine's network interface (VNet and NSG flow logs): same-node traffic never
   * passes.
   */
  NIC,
  /**
   * Where policies are enforced (GKE network policy logs): only what one of them decided about
   * shows, in the direction in which it selects the pod.
   */
  POLICY;

  /** Whether the observer stands at the pod, so that what it let in came in. */
  public boolean atPod() {
    return this != NIC;
  }
}
