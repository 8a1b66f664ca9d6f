package io.sluice.recommender.example;

/**
 * Something that really happens in the example cluster: the client opens connections to the server.
 *
 * @param client {@code namespace/workload}, or the name of an {@link Outside}
 * @param server likewise
 * @param protocol 6 or 17
 * @param port the port on the server's pods
 */
record TrueEdge(String client, String server, int protocol, int port)
    implements Comparable<TrueEdge> {
  static TrueEdge tcp(ExampleWorkload client, ExampleWorkload server, int port) {
    return new TrueEdge(client.title(), server.title(), 6, port);
  }

  @Override
  public int compareTo(TrueEdge other) {
    return toString().compareTo(other.toString());
  }

  /** {@code shop/frontend > shop/cart 7070/TCP}. */
  @Override
  public String toString() {
    return client + " > " + server + " " + port + (protocol == 6 ? "/TCP" : "/UDP");
  }
}
