package io.sluice.bench.endtoend;

import org.jspecify.annotations.Nullable;

/**
 * A connection or an attempt at one.
 *
 * @param client null where it comes from outside
 * @param server null where it goes outside
 * @param outside address of the end that is outside, or ""
 * @param protocol IANA number
 */
record Exchange(
    Fate fate,
    long epochMillis,
    @Nullable App clientApp,
    @Nullable Replica client,
    @Nullable App serverApp,
    @Nullable Replica server,
    String outside,
    int clientPort,
    int serverPort,
    int protocol) {

  /** What became of it. */
  enum Fate {
    ANSWERED,
    DENIED,
    AUDITED,
    /** Nobody listens. */
    REFUSED,
    /** It came in, and nothing came back. */
    LOST_THERE,
    /** It left the client's node and was denied at the server's. */
    STOPPED_THERE,
    /** The network lost it. */
    LOST
  }

  String clientAddress() {
    return client == null ? outside : client.address();
  }

  String serverAddress() {
    return server == null ? outside : server.address();
  }
}
