package io.sluice.recommender.groundtruth;

/** Why what is said of an application makes no flow. */
enum Unmade {
  /** A policy admits anybody, or lets out to anywhere: that is no call. */
  BROAD("a policy admits anybody there"),
  /** A policy names both ends, and nothing in the application bears it out. */
  POLICY_ONLY("only a policy says so"),
  /** Somebody looked, and it is no call. */
  REFUTED("no call"),
  /** One end is outside the cluster, or no workload of the manifests. */
  NO_WORKLOAD("an end is no workload of the manifests");

  private final String words;

  Unmade(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
