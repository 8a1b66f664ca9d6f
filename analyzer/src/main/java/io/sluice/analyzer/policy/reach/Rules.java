package io.sluice.analyzer.policy.reach;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.compile.Declaration;
import io.sluice.analyzer.policy.compile.PeerSets;
import io.sluice.analyzer.policy.compile.PortClass;
import io.sluice.analyzer.policy.compile.PortClasses;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.roaringbitmap.RoaringBitmap;

/** Turns rules into sets, as an engine reads them; what it may or may not admit is left out. */
final class Rules {
  private final PeerSets peers;
  private final PortClasses ports;
  private final NameNumbers numbers;
  private final RoaringBitmap sctp = new RoaringBitmap();

  Rules(PeerSets peers, PortClasses ports, NameNumbers numbers) {
    this.peers = peers;
    this.ports = ports;
    this.numbers = numbers;
    for (PortClass portClass : ports.all()) {
      if (portClass.protocol() == Protocol.SCTP) {
        sctp.add(portClass.number());
      }
    }
  }

  /**
   * A rule of a policy.
   *
   * @param peers whom it admits
   * @param fixed port classes that it names by number, or by naming no number
   * @param names its port names
   */
  record Rule(PeerSets.PeerSet peers, RoaringBitmap fixed, List<Name> names) {}

  /**
   * A port name in a rule.
   *
   * @param port the name
   * @param single whether it counts only on pods where it stands for one number
   * @param among what it stands for among all pods that the rule is about, where it is single
   */
  record Name(PolicyPort.Named port, boolean single, SortedSet<Integer> among) {
    /** Whether a pod that declares all these lets itself be reached by one of them. */
    boolean admits(Declaration declaration, Set<Declaration> all) {
      return declaration.port().equals(port)
          && (!single || (standsAlone(all) && among.stream().allMatch(declaration::is)));
    }

    private boolean standsAlone(Set<Declaration> all) {
      return all.stream().filter(other -> other.port().equals(port)).count() == 1;
    }
  }

  /** The classes that a policy selects. */
  RoaringBitmap subjects(NetworkPolicy policy) {
    return peers.subjects(policy);
  }

  /** The rules of one direction of a policy. */
  List<Rule> of(NetworkPolicy policy, Direction direction, EngineProfile engine) {
    List<Rule> rules = new ArrayList<>();
    for (PolicyRule rule : policy.rules(direction)) {
      PortClasses.PortSet set = ports.setOf(rule.ports());
      List<Name> names = new ArrayList<>();
      for (PolicyPort.Named name : set.names()) {
        if (engine.ports().sctp() || name.protocol() != Protocol.SCTP) {
          names.add(name(name, rule, policy, direction, engine));
        }
      }
      rules.add(
          new Rule(
              peers.of(policy, rule.peers(), engine),
              engine.ports().sctp() ? set.fixed() : RoaringBitmap.andNot(set.fixed(), sctp),
              names));
    }
    return rules;
  }

  private Name name(
      PolicyPort.Named name,
      PolicyRule rule,
      NetworkPolicy policy,
      Direction direction,
      EngineProfile engine) {
    return engine.ports().severalNumbers()
        ? new Name(name, false, NameNumbers.NONE)
        : new Name(name, true, numbers.among(policy, direction, rule.peers(), name, engine));
  }
}
