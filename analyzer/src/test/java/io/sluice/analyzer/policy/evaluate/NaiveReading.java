package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * NetworkPolicies read as the API's text puts it, one sentence after the other, without any index,
 * memory or shared code of the evaluator: an oracle for pods and outside addresses on the generic
 * engine.
 */
final class NaiveReading {
  private final List<NetworkPolicy> policies;
  private final Surroundings surroundings;

  NaiveReading(List<NetworkPolicy> policies, Surroundings surroundings) {
    this.policies = policies;
    this.surroundings = surroundings;
  }

  /** Ends are pods or addresses. */
  boolean allows(Object client, Object server, Protocol protocol, int port) {
    if (client.equals(server)) {
      return true;
    }
    return passes(Direction.EGRESS, client, server, server, protocol, port)
        && passes(Direction.INGRESS, server, client, server, protocol, port);
  }

  private boolean passes(
      Direction direction, Object own, Object peer, Object server, Protocol protocol, int port) {
    if (!(own instanceof Pod pod)) {
      return true;
    }
    List<NetworkPolicy> isolating =
        policies.stream()
            .filter(p -> p.namespace().equals(pod.namespace()))
            .filter(p -> p.isolates().contains(direction))
            .filter(p -> selects(p.podSelector(), pod.labels()))
            .toList();
    boolean v4 = passes(isolating, direction, pod, peer, server, protocol, port, false);
    boolean v6 = passes(isolating, direction, pod, peer, server, protocol, port, true);
    boolean common = (has(own, false) && has(peer, false)) || (has(own, true) && has(peer, true));
    boolean hasV4 = has(peer, false) && (has(own, false) || !common);
    boolean hasV6 = has(peer, true) && (has(own, true) || !common);
    return isolating.isEmpty() || ((v4 || !hasV4) && (v6 || !hasV6));
  }

  private boolean passes(
      List<NetworkPolicy> isolating,
      Direction direction,
      Pod own,
      Object peer,
      Object server,
      Protocol protocol,
      int port,
      boolean overV6) {
    return isolating.stream()
        .flatMap(p -> p.rules(direction).stream())
        .anyMatch(
            rule ->
                (rule.peers().isEmpty()
                        || rule.peers().stream().anyMatch(x -> matches(x, own, peer, overV6)))
                    && (rule.ports().isEmpty()
                        || rule.ports().stream()
                            .anyMatch(x -> matches(x, server, protocol, port))));
  }

  private boolean matches(PolicyPeer peer, Pod own, Object end, boolean overV6) {
    if (peer instanceof PolicyPeer.IpBlock block) {
      return addresses(end).stream()
          .filter(a -> a.v6() == overV6)
          .anyMatch(
              a -> holds(block.cidr(), a) && block.except().stream().noneMatch(e -> holds(e, a)));
    }
    PolicyPeer.Pods pods = (PolicyPeer.Pods) peer;
    return end instanceof Pod pod
        && (pods.namespaces().isPresent()
            ? selects(pods.namespaces().get(), surroundings.namespaceLabels("", pod.namespace()))
            : pod.namespace().equals(own.namespace()))
        && (pods.pods().isEmpty() || selects(pods.pods().get(), pod.labels()));
  }

  private static boolean matches(PolicyPort entry, Object server, Protocol protocol, int port) {
    if (entry.protocol() != protocol) {
      return false;
    }
    if (entry instanceof PolicyPort.Range range) {
      return port >= range.from() && port <= range.to();
    }
    return entry instanceof PolicyPort.Any
        || (server instanceof Pod pod
            && pod.ports().stream()
                .anyMatch(
                    declared ->
                        !declared.init()
                            && declared.number() == port
                            && declared.protocol().equals(protocol.name())
                            && declared.name().equals(((PolicyPort.Named) entry).name())));
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    for (LabelRequirement requirement : selector.requirements()) {
      boolean present = labels.containsKey(requirement.key());
      boolean listed = present && requirement.values().contains(labels.get(requirement.key()));
      Operator operator = requirement.operator();
      if ((operator == Operator.IN && !listed)
          || (operator == Operator.NOT_IN && listed)
          || (operator == Operator.EXISTS && !present)
          || (operator == Operator.DOES_NOT_EXIST && present)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(Object end, boolean v6) {
    return addresses(end).stream().anyMatch(a -> a.v6() == v6);
  }

  private static List<IpAddress> addresses(Object end) {
    return end instanceof Pod pod ? pod.addresses() : List.of((IpAddress) end);
  }

  private static boolean holds(Cidr block, IpAddress address) {
    int shift = address.bitLength() - block.prefixLength();
    return block.base().v6() == address.v6()
        && number(block.base()).shiftRight(shift).equals(number(address).shiftRight(shift));
  }

  private static BigInteger number(IpAddress address) {
    BigInteger half = BigInteger.ONE.shiftLeft(64);
    return BigInteger.valueOf(address.high())
        .mod(half)
        .shiftLeft(64)
        .add(BigInteger.valueOf(address.low()).mod(half));
  }
}
