package io.sluice.recommender.groundtruth.pairs;

import io.sluice.analyzer.policy.PolicySet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What one pair gives.
 *
 * @param name of the pair
 * @param logs the input, or what says the same in a format that we read
 * @param cluster a snapshot with the pods of the input
 * @param pods those pods, and others of the same application
 * @param calls what the input shows
 * @param servicePort the port that the input has where its Service leads to another one, else 0
 * @param theirs the expected policies
 */
record Given(
    String name,
    List<Path> logs,
    Path cluster,
    List<PairPod> pods,
    Set<Call> calls,
    int servicePort,
    PolicySet theirs) {
  @Override
  public String toString() {
    return name;
  }
}
