package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;

/** Which ports an end is known to listen on, from its cluster objects. */
@FunctionalInterface
public interface Listeners {
  /** Nobody declared anything. */
  Listeners NONE = (party, protocol, port) -> false;

  /**
   * Whether an end declares that it listens there.
   *
   * @param protocol IANA number
   */
  boolean listens(Party party, int protocol, int port);
}
