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
  /**
   * How a connection comes to its server. All but the first speak of the load balancers and node
   * ports of Services with {@code externalTrafficPolicy: Cluster}: a node forwards what comes
   * there, and may put its own address in place of the client's.
   */
  public enum Entry {
    /** By the server's own address, or through the address of a Service inside the cluster. */
    DIRECT,
    /** Through one; the client is the one who opened it. */
    LOAD_BALANCER,
    /** Through one, and it was seen at the pod with the client's own address. */
    LOAD_BALANCER_AS_SEEN,
    /** Through one, or by another way on which nobody changes the client's address. */
    PERHAPS_LOAD_BALANCER,
    /** The client is a node, which opens it itself or forwards it from one. */
    NODE
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

  /** The same connection, coming another way. */
  public Connection by(Entry way) {
    return way == entry ? this : new Connection(client, server, protocol, port, way);
  }
}
