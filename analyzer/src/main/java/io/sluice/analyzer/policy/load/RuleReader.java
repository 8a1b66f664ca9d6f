package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads an entry of {@code ingress} or {@code egress}. */
final class RuleReader {
  private static final SortedSet<String> INGRESS = new TreeSet<>(List.of("from", "ports"));
  private static final SortedSet<String> EGRESS = new TreeSet<>(List.of("ports", "to"));

  private RuleReader() {}

  /** The rules of a direction; empty where there are none. */
  static List<PolicyRule> readAll(Field list, Direction direction) {
    List<PolicyRule> rules = new ArrayList<>();
    for (Field item : list.items()) {
      rules.add(read(item, direction));
    }
    return rules;
  }

  private static PolicyRule read(Field field, Direction direction) {
    if (!field.isGiven()) {
      field.suspect("is empty, which is a rule without conditions: it admits everything");
    }
    field.isMapOf(direction == Direction.INGRESS ? INGRESS : EGRESS);
    List<PolicyPeer> peers = new ArrayList<>();
    for (Field peer : field.child(direction == Direction.INGRESS ? "from" : "to").items()) {
      PeerReader.read(peer).ifPresent(peers::add);
    }
    List<PolicyPort> ports = new ArrayList<>();
    for (Field port : field.child("ports").items()) {
      PortReader.read(port).ifPresent(ports::add);
    }
    suspectNamesBesideBlocks(field, direction, peers, ports);
    return new PolicyRule(peers, ports);
  }

  /** Only pods declare ports, so towards addresses a port's name stands for no number. */
  private static void suspectNamesBesideBlocks(
      Field field, Direction direction, List<PolicyPeer> peers, List<PolicyPort> ports) {
    if (direction == Direction.INGRESS
        || peers.stream().noneMatch(PolicyPeer.IpBlock.class::isInstance)) {
      return;
    }
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Named named) {
        field
            .child("ports")
            .suspect(
                "names port "
                    + named.name()
                    + " towards an ipBlock: only pods declare ports, so it admits nothing outside"
                    + " the cluster; use the number");
      }
    }
  }
}
