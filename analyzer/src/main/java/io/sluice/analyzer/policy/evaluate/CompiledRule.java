package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.ingest.IpAddress;
import java.util.List;

/**
 * One rule, ready to be asked: does it admit this traffic?
 *
 * <p>HOT PATH: {@link #admits} allocates nothing. Immutable.
 */
final class CompiledRule {
  private final RuleRef ref;
  private final PolicyRule rule;
  private final CompiledPeer[] peers;
  private final CompiledPorts ports;
  private final DirectionVerdict.AllowedBy admitted;

  private CompiledRule(RuleRef ref, PolicyRule rule, CompiledPeer[] peers, CompiledPorts ports) {
    this.ref = ref;
    this.rule = rule;
    this.peers = peers;
    this.ports = ports;
    this.admitted = new DirectionVerdict.AllowedBy(ref);
  }

  static CompiledRule of(
      RuleRef ref, PolicyRule rule, EngineProfile engine, SelectorTable selectors) {
    return new CompiledRule(
        ref,
        rule,
        rule.peers().stream()
            .map(peer -> CompiledPeer.of(peer, ref.policy(), selectors))
            .toArray(CompiledPeer[]::new),
        CompiledPorts.of(rule, engine.ports()));
  }

  /** Which rule of which policy it is. */
  RuleRef ref() {
    return ref;
  }

  /** The rule as written. */
  PolicyRule rule() {
    return rule;
  }

  /** Its peers in order; none means anybody. */
  List<CompiledPeer> peers() {
    return List.of(peers);
  }

  /** The verdict where it admits, made once. */
  DirectionVerdict.AllowedBy admitted() {
    return admitted;
  }

  /** Whether it depends on the address family by which it is asked. */
  boolean looksAtAddresses() {
    for (CompiledPeer peer : peers) {
      if (peer instanceof CompiledPeer.Block) {
        return true;
      }
    }
    return false;
  }

  /** Peers AND ports. */
  Answer admits(Traffic traffic, List<IpAddress> peerAddresses) {
    Answer port = portMatches(traffic);
    return port == Answer.NO ? port : port.and(peerMatches(traffic, peerAddresses));
  }

  /** Where the engine has to be told to filter SCTP, nothing surely admits it. */
  Answer portMatches(Traffic traffic) {
    Answer any = ports.match(this, traffic);
    return any == Answer.YES && traffic.sctpUnsure() ? Answer.MAYBE : any;
  }

  Answer peerMatches(Traffic traffic, List<IpAddress> peerAddresses) {
    Answer any = Answer.of(peers.length == 0);
    for (int i = 0; i < peers.length && any != Answer.YES; i++) {
      any = any.or(peers[i].matches(traffic, peerAddresses));
    }
    return any;
  }
}
