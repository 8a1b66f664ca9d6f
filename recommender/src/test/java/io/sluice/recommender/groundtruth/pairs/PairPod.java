package io.sluice.recommender.groundtruth.pairs;

import java.util.SortedMap;

/** A pod that an input names, by the name that its Deployment gave it. */
record PairPod(String namespace, String name, SortedMap<String, String> labels) {
  /** The Deployment: the name without its last two parts. */
  String deployment() {
    return name.replaceFirst("-[^-]+-[^-]+$", "");
  }

  /** The ReplicaSet: the name without its last part. */
  String replicaSet() {
    return name.replaceFirst("-[^-]+$", "");
  }

  /** {@code namespace/deployment}. */
  String workload() {
    return namespace + "/" + deployment();
  }
}
