package io.sluice.recommender.groundtruth;

/**
 * A call of which the application itself says that it happens.
 *
 * @param client {@code namespace/Kind/name}
 * @param server likewise
 * @param port of the server's pods
 * @param confirmed whether its code, its documentation or its policies say so as well, or an
 *     address in its configuration is all there is
 */
record StatedEdge(String client, String server, String protocol, int port, boolean confirmed) {
  /** IANA number of the protocol. */
  int protocolNumber() {
    return protocol.equals("UDP") ? 17 : 6;
  }

  /** Whether a pair is what this edge is about. */
  boolean isOf(Pair pair) {
    return client.equals(pair.client())
        && server.equals(pair.server())
        && protocol.equals(pair.protocol())
        && port == pair.port();
  }

  @Override
  public String toString() {
    return client + " -> " + server + ":" + port + "/" + protocol;
  }
}
