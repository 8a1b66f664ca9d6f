package io.sluice.analyzer.policy.evaluate;

/**
 * A question to the evaluator: may this client open this connection? Replies need no question.
 *
 * @param client who opens it
 * @param server who listens
 * @param protocol IANA number; -1 where it is not known
 * @param port the port on the server, after any Service translation; -1 where the protocol has none
 *     or it is not known
 */
public record Connection(Subject client, Subject server, int protocol, int port) {
  /** Refuses numbers that no packet carries. */
  public Connection {
    if (protocol < -1 || protocol > 255 || port < -1 || port > 65535) {
      throw new IllegalArgumentException("protocol " + protocol + ", port " + port);
    }
  }
}
