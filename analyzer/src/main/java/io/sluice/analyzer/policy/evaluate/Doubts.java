package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict.Undecided;
import io.sluice.analyzer.policy.evaluate.Verdict.NotEvaluated.Kind;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPeer;
import io.sluice.analyzer.policy.evaluate.rule.CompiledRule;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.PodClass;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Says in words why it cannot be told whether a rule admits a connection. */
final class Doubts {
  private Doubts() {}

  /** Of an end that nobody knows: whether its own policies let the traffic through. */
  static Undecided ofUnknown(End end) {
    return new Undecided(Kind.UNKNOWN_INVENTORY, end.whyUnknown());
  }

  /** Of a rule that may admit the traffic. */
  static Undecided of(CompiledRule rule, Traffic traffic, List<IpAddress> addresses) {
    if (traffic.peer().isUnknown()) {
      return ofUnknown(traffic.peer());
    }
    if (traffic.sctpUnsure()) {
      return new Undecided(
          Kind.ENGINE_DEPENDENT,
          traffic.engine().name() + " filters SCTP only where that is enabled");
    }
    if (rule.portMatches(traffic) == Answer.MAYBE) {
      return new Undecided(Kind.ENGINE_DEPENDENT, rule.ref() + severalNumbers(rule, traffic));
    }
    for (CompiledPeer peer : rule.peers().list()) {
      Optional<String> unknown =
          peer.matches(traffic, addresses) == Answer.MAYBE
              ? unknownLabel((CompiledPeer.Pods) peer, traffic)
              : Optional.empty();
      if (unknown.isPresent()) {
        return new Undecided(Kind.UNKNOWN_INVENTORY, rule.ref() + " depends on " + unknown.get());
      }
    }
    throw new IllegalStateException(rule.ref() + " leaves nothing open");
  }

  private static String severalNumbers(CompiledRule rule, Traffic traffic) {
    for (PolicyPort port : rule.rule().ports()) {
      if (port instanceof PolicyPort.Named named && named.protocol() == traffic.protocol()) {
        SortedSet<Integer> numbers = rule.ports().numbersOf(named, traffic.destination());
        if (numbers.size() > 1 && numbers.contains(traffic.port())) {
          return " names port "
              + named.name()
              + ", which is "
              + numbers
              + " in the pods concerned, and "
              + traffic.engine().name()
              + " may know only one of them: use numbers";
        }
      }
    }
    throw new IllegalStateException(rule.ref() + " leaves no port open");
  }

  private static Optional<String> unknownLabel(CompiledPeer.Pods peer, Traffic traffic) {
    PodClass pods = traffic.peer().podClass().orElseThrow();
    LabelSelector selector = peer.peer().namespaces().orElse(LabelSelector.EVERYTHING);
    for (LabelRequirement requirement : selector.requirements()) {
      if (pods.namespaces().answer(requirement) == Answer.MAYBE) {
        return Optional.of(
            "label "
                + requirement.key()
                + " of namespace "
                + pods.namespace()
                + ", of which only the name is known: add the Namespace to the snapshot");
      }
    }
    return Optional.empty();
  }
}
