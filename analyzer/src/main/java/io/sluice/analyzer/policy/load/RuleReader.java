package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyLines.RuleLines;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Where the rules of a direction and their parts stand; of a policy that is not refused. */
  static List<RuleLines> lines(Field list, Direction direction) {
    List<RuleLines> lines = new ArrayList<>();
    for (Field item : list.items()) {
      lines.add(new RuleLines(item.line(), lines(peers(item, direction)), lines(ports(item))));
    }
    return lines;
  }

  private static List<Integer> lines(List<Field> entries) {
    return entries.stream().map(Field::line).toList();
  }

  private static List<Field> peers(Field rule, Direction direction) {
    return rule.child(direction == Direction.INGRESS ? "from" : "to").items();
  }

  private static List<Field> ports(Field rule) {
    return rule.child("ports").items();
  }

  private static PolicyRule read(Field field, Direction direction) {
    if (!field.isGiven()) {
      field.suspect("is empty, which is a rule without conditions: it admits everything");
    }
    field.isMapOf(direction == Direction.INGRESS ? INGRESS : EGRESS);
    List<PolicyPeer> peers = new ArrayList<>();
    for (Field peer : peers(field, direction)) {
      PeerReader.read(peer).ifPresent(peers::add);
    }
    boolean towardsBlock =
        direction == Direction.EGRESS
            && peers.stream().anyMatch(PolicyPeer.IpBlock.class::isInstance);
    List<PolicyPort> ports = new ArrayList<>();
    for (Field entry : ports(field)) {
      Optional<PolicyPort> port = PortReader.read(entry);
      port.ifPresent(ports::add);
      if (towardsBlock && port.orElse(null) instanceof PolicyPort.Named named) {
        suspectNameBesideBlock(entry, named);
      }
    }
    return new PolicyRule(peers, ports);
  }

  /** Only pods declare ports, so towards addresses a port's name stands for no number. */
  private static void suspectNameBesideBlock(Field port, PolicyPort.Named named) {
    port.suspect(
        "names port "
            + named.name()
            + " towards an ipBlock: only pods declare ports, so it admits nothing outside"
            + " the cluster; use the number");
  }
}
