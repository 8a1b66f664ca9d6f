package io.sluice.recommender.example;

import java.time.Instant;

/**
 * One line of a node's Hubble log.
 *
 * @param node the node that wrote it
 * @param at its time
 * @param sequence keeps lines of one instant in order
 * @param json the line
 */
record HubbleLine(ExampleNode node, Instant at, int sequence, String json)
    implements Comparable<HubbleLine> {
  @Override
  public int compareTo(HubbleLine other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
  }
}
