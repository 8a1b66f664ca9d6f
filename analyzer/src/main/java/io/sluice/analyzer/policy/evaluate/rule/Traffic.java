package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.Protocol;

/**
 * A connection as one direction's rules see it.
 *
 * @param direction which direction of which end is asked
 * @param own the end whose policies are asked
 * @param peer the other end
 * @param protocol protocol
 * @param port port on the destination
 */
public record Traffic(Direction direction, End own, End peer, Protocol protocol, int port) {

  /** The engine that filters at the own end, which must be a pod. */
  public EngineProfile engine() {
    return own.pods().enforcement().engine();
  }

  /** The same with another peer. */
  public Traffic from(End other) {
    return new Traffic(direction, own, other, protocol, port);
  }

  /** Where port names are looked up, in both directions. */
  public End destination() {
    return direction == Direction.INGRESS ? own : peer;
  }

  /** Whether only the engine's configuration says if this is filtered. */
  public boolean sctpUnsure() {
    return protocol == Protocol.SCTP && !engine().ports().sctp();
  }

  /** Whether the peer is of another cluster, whose policies cannot see it but as an address. */
  public boolean peerIsForeign() {
    return own.isForeign(peer);
  }

  /** Whether the engine holds an ipBlock against the peer's address at all. */
  public boolean blocksReachPeer() {
    return own.blocksReach(peer);
  }
}
