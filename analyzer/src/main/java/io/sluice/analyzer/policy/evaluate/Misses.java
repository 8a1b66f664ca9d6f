package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Miss;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPeer;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPolicy;
import io.sluice.analyzer.policy.evaluate.rule.CompiledRule;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says in words why the rules of isolating policies do not admit a connection, the nearest miss
 * first: a rule whose peer fits and whose port does not, then one whose port fits, then the rest.
 */
final class Misses {
  /** Peers of one rule that are spelt out; the others are counted. */
  private static final int SPELT_OUT = 3;

  private static final Comparator<Miss> NEAREST_FIRST =
      Comparator.comparingInt(miss -> miss.peerMatches() ? 0 : miss.portMatches() ? 1 : 2);

  private Misses() {}

  /** One miss for every rule; rules that are equally near stay in policy and rule order. */
  static List<Miss> of(
      List<CompiledPolicy> isolating, Traffic traffic, List<IpAddress> peerAddresses) {
    List<Miss> misses = new ArrayList<>();
    for (CompiledPolicy policy : isolating) {
      for (CompiledRule rule : policy.rules(traffic.direction())) {
        misses.add(miss(rule, traffic, peerAddresses));
      }
    }
    misses.sort(NEAREST_FIRST);
    return List.copyOf(misses);
  }

  private static Miss miss(CompiledRule rule, Traffic traffic, List<IpAddress> addresses) {
    boolean peer = rule.peers().match(traffic, addresses) != Answer.NO;
    boolean port = rule.portMatches(traffic) != Answer.NO;
    List<String> reasons = new ArrayList<>();
    if (!peer) {
      reasons.add(peersReason(rule, traffic, addresses));
    }
    if (!port) {
      reasons.add(portReason(rule.rule().ports(), traffic));
    }
    return new Miss(rule.ref(), peer, port, String.join("; and ", reasons));
  }

  private static String peersReason(CompiledRule rule, Traffic traffic, List<IpAddress> addresses) {
    List<String> reasons = new ArrayList<>();
    for (CompiledPeer peer : rule.peers().list()) {
      String reason = PeerMiss.reason(peer, traffic, addresses);
      if (!reasons.contains(reason)) {
        reasons.add(reason);
      }
    }
    int more = reasons.size() - SPELT_OUT;
    return more > 0
        ? String.join(", ", reasons.subList(0, SPELT_OUT)) + ", and " + more + " more peers differ"
        : String.join(", ", reasons);
  }

  private static String portReason(List<PolicyPort> ports, Traffic traffic) {
    List<PolicyPort.Named> named = new ArrayList<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Named name && name.protocol() == traffic.protocol()) {
        named.add(name);
      }
    }
    String names =
        named.stream().map(n -> nameReason(n, traffic)).collect(Collectors.joining(", "));
    if (!names.isEmpty() && named.size() == ports.size()) {
      return names;
    }
    String among = ports.stream().map(PolicyPort::toString).collect(Collectors.joining(", "));
    return "port "
        + traffic.protocol()
        + "/"
        + traffic.port()
        + " is not among "
        + among
        + (names.isEmpty() ? "" : " (" + names + ")")
        + rangeReason(ports, traffic);
  }

  private static String rangeReason(List<PolicyPort> ports, Traffic traffic) {
    boolean ranges =
        ports.stream().anyMatch(p -> p instanceof PolicyPort.Range r && r.to() != r.from());
    return ranges && !traffic.engine().ports().ranges()
        ? "; this " + traffic.engine().name() + " knows no endPort and takes the first port alone"
        : "";
  }

  private static String nameReason(PolicyPort.Named port, Traffic traffic) {
    End destination = traffic.destination();
    String name = "named port " + port.name();
    if (destination.pod().isEmpty()) {
      return name + " has no number on " + destination + ", because only pods declare ports";
    }
    String numbers =
        destination.numbersOf(port, traffic.engine()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return numbers.isEmpty()
        ? name + " is not declared by " + destination + " for " + port.protocol()
        : name + " of " + destination + " is " + numbers + ", not " + traffic.port();
  }
}
