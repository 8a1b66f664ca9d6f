package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.ingest.IpAddress;
import java.util.List;

/**
 * One rule, ready to be asked: does it admit this traffic?
 *
 * <p>HOT PATH: {@link #surelyAdmits} allocates nothing unless names stand for one number only.
 */
final class CompiledRule {
  private final RuleRef ref;
  private final PolicyRule rule;
  private final CompiledPeers peers;
  private final CompiledPorts ports;
  private final DirectionVerdict.AllowedBy admitted;

  private CompiledRule(RuleRef ref, PolicyRule rule, CompiledPeers peers, CompiledPorts ports) {
    this.ref = ref;
    this.rule = rule;
    this.peers = peers;
    this.ports = ports;
    this.admitted = new DirectionVerdict.AllowedBy(ref);
  }

  static CompiledRule of(RuleRef ref, PolicyRule rule, Reading by) {
    return new CompiledRule(
        ref,
        rule,
        CompiledPeers.of(rule, ref.policy(), by.selectors()),
        CompiledPorts.of(ref, rule, by));
  }

  /** Which rule of which policy it is. */
  RuleRef ref() {
    return ref;
  }

  /** The rule as written. */
  PolicyRule rule() {
    return rule;
  }

  CompiledPeers peers() {
    return peers;
  }

  CompiledPorts ports() {
    return ports;
  }

  /** The verdict where it admits, made once. */
  DirectionVerdict.AllowedBy admitted() {
    return admitted;
  }

  /** Peers AND ports. */
  Answer admits(Traffic traffic, List<IpAddress> peerAddresses) {
    Answer port = portMatches(traffic);
    return port == Answer.NO ? port : port.and(peers.match(traffic, peerAddresses));
  }

  Answer portMatches(Traffic traffic) {
    return ports.match(traffic.protocol(), traffic.port(), traffic.destination());
  }

  /** The {@link AddressFamilies} over which it surely admits a connection to a port. */
  int surelyAdmits(End own, End peer, Protocol protocol, int port) {
    int held = peers.surelyHeld(own, peer);
    End destination = ref.direction() == Direction.INGRESS ? own : peer;
    return held == 0 || ports.match(protocol, port, destination) != Answer.YES ? 0 : held;
  }
}
