package io.sluice.recommender.example;

import java.time.Instant;

/**
 * One connection, or one attempt at it.
 *
 * @param number position in the world's history, from 0
 * @param at when its first packet left
 * @param client who opened it
 * @param server who was asked, after Service translation
 * @param protocol 6 or 17
 * @param clientPort ephemeral port
 * @param serverPort port on the server
 * @param fate what came of it
 */
record Conversation(
    int number,
    Instant at,
    End client,
    End server,
    int protocol,
    int clientPort,
    int serverPort,
    Fate fate)
    implements Comparable<Conversation> {

  /** What came of a conversation. */
  enum Fate {
    ANSWERED,
    /** Let through, but nobody answered. */
    SILENT,
    /** A NetworkPolicy stopped it at the server. */
    DENIED_BY_POLICY,
    /** A network security group stopped it before it reached the node. */
    DENIED_BY_NETWORK
  }

  boolean tcp() {
    return protocol == 6;
  }

  boolean answered() {
    return fate == Fate.ANSWERED;
  }

  @Override
  public int compareTo(Conversation other) {
    int byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : Integer.compare(number, other.number);
  }
}
