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
  Answer admits(Traffic traffic, List<IpAddress> peerAddresses) {
    Answer port = portMatches(traffic);
    return port == Answer.NO ? port : port.and(peerMatches(traffic, peerAddresses));
  }

  /**
   * No ports at all means every port of every protocol; an entry without port all of its own. Where
   * the engine has to be told to filter SCTP, nothing surely admits it.
   */
  Answer portMatches(Traffic traffic) {
    List<PolicyPort> ports = rule.ports();
    Answer any = Answer.of(ports.isEmpty());
    for (int i = 0; i < ports.size() && any != Answer.YES; i++) {
      any = any.or(matches(ports.get(i), traffic));
    }
    return traffic.sctpUnsure() ? any.and(Answer.MAYBE) : any;
  }

  Answer peerMatches(Traffic traffic, List<IpAddress> peerAddresses) {
    Answer any = Answer.of(peers.isEmpty());
    for (int i = 0; i < peers.size() && any != Answer.YES; i++) {
      any = any.or(peers.get(i).matches(traffic, peerAddresses));
    }
    return any;
  }

  private Answer matches(PolicyPort port, Traffic traffic) {
    if (port.protocol() != traffic.protocol()) {
      return Answer.NO;
    }
    if (port instanceof PolicyPort.Range range) {
      int last = traffic.engine().ports().ranges() ? range.to() : range.from();
      return Answer.of(range.from() <= traffic.port() && traffic.port() <= last);
    }
    return port instanceof PolicyPort.Named named ? matches(named, traffic) : Answer.YES;
  }

  private Answer matches(PolicyPort.Named port, Traffic traffic) {
    if (traffic.destination().isUnknown()) {
      return Answer.MAYBE;
    }
    return traffic.engine().ports().severalNumbers()
        ? Answer.of(traffic.destination().declares(port, traffic.port(), traffic.engine()))
        : traffic.names().matches(this, port, traffic);
  }
}
