package io.sluice.analyzer.policy.evaluate;

/**
 * A question to the evaluator: may this client open this connection? Replies need no question.
 *
 * @param client who opens it
 * @param server who listens
 * @param protocol IANA number; -1 where it is not known
 * @param port the port on the server, after any Service translation; -1 where the protocol has none
 *     or it is not known
 * @param entry how it comes to the server
 */
public record Connection(Subject client, Subject server, int protocol, int port, Entry entry) {
  /** How a connection comes to its server. */
  public enum Entry {
    /** By the server's own address, or through the address of a Service inside the cluster. */
    DIRECT,
    /**
     * Through a load balancer or node port of a Service with {@code externalTrafficPolicy:
     * Cluster}: a node forwards it, and may put its own address in place of the client's.
     */
    LOAD_BALANCER
  }

  /** Refuses numbers that no packet carries. */
  public Connection {
    if (protocol < -1 || protocol > 255 || port < -1 || port > 65535) {
      throw new IllegalArgumentException("protocol " + protocol + ", port " + port);
    }
  }

  /** A connection that no load balancer or node port forwards. */
  public Connection(Subject client, Subject server, int protocol, int port) {
    this(client, server, protocol, port, Entry.DIRECT);
  }
}
