package io.sluice.recommender.groundtruth;

/**
 * Two ends and a port, and what somebody else's evaluator says of it under the maintainers'
 * policies.
 *
 * @param client {@code namespace/Kind/name}, or an end that is no part of the application
 * @param server {@code namespace/Kind/name}
 */
record Pair(String client, String server, String protocol, int port, boolean allowed) {
  /** Whether the client is a pod without labels in another namespace. */
  boolean ofStranger() {
    return client.startsWith("zz-other/");
  }

  /** Whether the client is an address outside the cluster. */
  boolean fromOutside() {
    return client.startsWith("(external ");
  }

  /** Whether both ends are workloads of the application. */
  boolean within() {
    return !ofStranger() && !fromOutside();
  }

  /** IANA number of the protocol. */
  int protocolNumber() {
    return protocol.equals("UDP") ? 17 : 6;
  }

  @Override
  public String toString() {
    return client + " -> " + server + ":" + port + "/" + protocol;
  }
}
