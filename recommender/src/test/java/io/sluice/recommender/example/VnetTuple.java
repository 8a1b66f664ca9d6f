package io.sluice.recommender.example;

import java.time.Instant;

/**
 * One tuple of a VNet flow log, and where it stands.
 *
 * @param nic the node whose network interface logged it
 * @param rule the rule of the network security group that decided
 * @param text the tuple as written
 */
record VnetTuple(ExampleNode nic, Instant at, String rule, int sequence, String text)
    implements Comparable<VnetTuple> {
  @Override
  public int compareTo(VnetTuple other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
  }
}
