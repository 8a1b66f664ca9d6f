package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.EngineProfile.LoadBalancer;
import io.sluice.analyzer.policy.evaluate.Connection.Entry;

/**
 * Whom rules may see where a connection enters through a load balancer, or may do so. Where several
 * are possible, which one it is depends on the engine or on the way that the packet took.
 *
 * @param client the client, by the address in question
 * @param otherNodes any node but the pod's own, in the client's place
 * @param nobody rules are not asked
 */
record Seen(boolean client, boolean otherNodes, boolean nobody) {
  static Seen of(Entry entry, LoadBalancer engine) {
    boolean unfiltered = engine == LoadBalancer.UNFILTERED;
    boolean node = engine == LoadBalancer.NODE;
    return switch (entry) {
      case DIRECT -> new Seen(true, false, false);
      case LOAD_BALANCER ->
          new Seen(engine == LoadBalancer.CLIENT_OR_NODE, !unfiltered, unfiltered);
      // Its address was not changed where it was recorded: an engine that may leave it did so.
      case LOAD_BALANCER_AS_SEEN -> new Seen(!unfiltered, node, unfiltered);
      case PERHAPS_LOAD_BALANCER -> new Seen(true, !unfiltered, unfiltered);
      // Whether it opens or forwards it, its address is the one on the packet.
      case NODE -> new Seen(true, false, unfiltered);
    };
  }
}
