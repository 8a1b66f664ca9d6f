package io.sluice.bench;

/** How large a synthetic cluster is. One pod in 50 shares its node's network. */
public enum ClusterSize {
  /** For tests. */
  SMALL(200, 8, 80, 32, 2),
  /** 10,000 pods and 2,000 policies. */
  MEDIUM(10_000, 400, 2_000, 2_000, 2),
  /** 100,000 pods with 10,000 sets of labels in 1,000 namespaces, and 5,000 policies. */
  LARGE(100_000, 1_000, 10_000, 5_000, 2),
  /**
   * The same with so many ipBlocks among the pods' addresses that few pods have a class in common.
   */
  LARGE_SCATTERED(100_000, 1_000, 10_000, 5_000, 1_000);

  private final int pods;
  private final int namespaces;
  private final int workloads;
  private final int policies;
  private final int podBlocks;

  ClusterSize(int pods, int namespaces, int workloads, int policies, int podBlocks) {
    this.pods = pods;
    this.namespaces = namespaces;
    this.workloads = workloads;
    this.policies = policies;
    this.podBlocks = podBlocks;
  }

  public int pods() {
    return pods;
  }

  public int namespaces() {
    return namespaces;
  }

  /** Workloads; the pods of one have the same labels. */
  public int workloads() {
    return workloads;
  }

  public int policies() {
    return policies;
  }

  /** Up to how many policies name 256 neighbouring pod addresses. */
  public int podBlocks() {
    return podBlocks;
  }
}
