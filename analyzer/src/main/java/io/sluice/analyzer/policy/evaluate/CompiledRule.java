package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.ingest.IpAddress;
import java.util.List;

/**
 * One rule, ready to be asked: does it admit this traffic?
 *
 * <p>HOT PATH: {@link #admits} allocates nothing. Immutable.
 *
 * @param ref which rule of which policy it is
 * @param rule the rule as written
 * @param peers its peers in order; none means anybody
 * @param admitted the verdict where it admits, made once
 */
record CompiledRule(
    RuleRef ref, PolicyRule rule, List<CompiledPeer> peers, DirectionVerdict.AllowedBy admitted) {

  static CompiledRule of(RuleRef ref, PolicyRule rule, SelectorTable selectors) {
    List<CompiledPeer> peers =
        rule.peers().stream().map(peer -> CompiledPeer.of(peer, ref.policy(), selectors)).toList();
    return new CompiledRule(ref, rule, peers, new DirectionVerdict.AllowedBy(ref));
  }

  /** Peers AND ports. */
  boolean admits(Traffic traffic, List<IpAddress> peerAddresses) {
    return portMatches(traffic) && peerMatches(traffic, peerAddresses);
  }

  /** No ports at all means every port of every protocol; an entry without port all of its own. */
  boolean portMatches(Traffic traffic) {
    List<PolicyPort> ports = rule.ports();
    for (int i = 0; i < ports.size(); i++) {
      if (matches(ports.get(i), traffic)) {
        return true;
      }
    }
    return ports.isEmpty();
  }

  boolean peerMatches(Traffic traffic, List<IpAddress> peerAddresses) {
    for (CompiledPeer peer : peers) {
      if (peer.matches(traffic, peerAddresses)) {
        return true;
      }
    }
    return peers.isEmpty();
  }

  private static boolean matches(PolicyPort port, Traffic traffic) {
    if (port.protocol() != traffic.protocol()) {
      return false;
    }
    if (port instanceof PolicyPort.Range range) {
      return range.from() <= traffic.port() && traffic.port() <= range.to();
    }
    return !(port instanceof PolicyPort.Named named)
        || traffic.destination().declares(named, traffic.port(), traffic.engine());
  }
}
