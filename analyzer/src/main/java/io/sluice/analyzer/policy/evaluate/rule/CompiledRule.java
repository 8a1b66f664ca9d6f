package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.ingest.IpAddress;
import java.util.List;

/**
 * One rule, ready to be asked: does it admit this traffic?
 *
 * <p>HOT PATH: {@link #surelyAdmits} allocates nothing unless names stand for one number only.
 */
public final class CompiledRule {
  private final RuleRef ref;
  private final PolicyRule rule;
  private final CompiledPeers peers;
  private final CompiledPorts ports;

  private CompiledRule(RuleRef ref, PolicyRule rule, CompiledPeers peers, CompiledPorts ports) {
    this.ref = ref;
    this.rule = rule;
    this.peers = peers;
    this.ports = ports;
  }

  public static CompiledRule of(RuleRef ref, PolicyRule rule, Reading by) {
    return new CompiledRule(
        ref,
        rule,
        CompiledPeers.of(rule, ref.policy(), by.selectors()),
        CompiledPorts.of(ref, rule, by));
  }

  /** Which rule of which policy it is. */
  public RuleRef ref() {
    return ref;
  }

  /** The rule as written. */
  public PolicyRule rule() {
    return rule;
  }

  public CompiledPeers peers() {
    return peers;
  }

  public CompiledPorts ports() {
    return ports;
  }

  /** Peers AND ports. */
  public Answer admits(Traffic traffic, List<IpAddress> peerAddresses) {
    Answer port = portMatches(traffic);
    return port == Answer.NO ? port : port.and(peers.match(traffic, peerAddresses));
  }

  public Answer portMatches(Traffic traffic) {
    return ports.match(traffic.protocol(), traffic.port(), traffic.destination());
  }

  /** The {@link AddressFamilies} over which it surely admits a connection to a port. */
  public int surelyAdmits(End own, End peer, Protocol protocol, int port) {
    int held = peers.surelyHeld(own, peer);
    End destination = ref.direction() == Direction.INGRESS ? own : peer;
    return held == 0 || ports.match(protocol, port, destination) != Answer.YES ? 0 : held;
  }
}
