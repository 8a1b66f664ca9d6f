package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.match.SelectorTable;
import io.sluice.ingest.IpAddress;
import java.util.List;

/** One peer of a rule, with its selectors numbered. */
public sealed interface CompiledPeer {
  /**
   * Whether it matches the traffic's other end.
   *
   * @param addresses the other end's addresses of the family in question; empty where it has none
   */
  public Answer matches(Traffic traffic, List<IpAddress> addresses);

  public static CompiledPeer of(PolicyPeer peer, NetworkPolicy policy, SelectorTable selectors) {
    if (peer instanceof PolicyPeer.IpBlock block) {
      return new Block(block);
    }
    PolicyPeer.Pods pods = (PolicyPeer.Pods) peer;
    return new Pods(
        pods,
        policy.namespace(),
        pods.namespaces().map(selectors::numberOf).orElse(Pods.NOT_GIVEN),
        pods.pods().map(selectors::numberOf).orElse(Pods.NOT_GIVEN));
  }

  /**
   * Pods by labels. Never an address, a node or a hostNetwork pod, not even with empty selectors.
   */
  public record Pods(
      PolicyPeer.Pods peer, String ownNamespace, int namespaceSelector, int podSelector)
      implements CompiledPeer {
    static final int NOT_GIVEN = -1;

    @Override
    public Answer matches(Traffic traffic, List<IpAddress> addresses) {
      if (traffic.peer().isUnknown()) {
        return Answer.MAYBE;
      }
      if (!traffic.peer().isPod() || traffic.peerIsForeign()) {
        return Answer.NO;
      }
      return selects(traffic.peer().pods());
    }

    /** Whether it selects the pods of a class of its own cluster. */
    Answer selects(PodClass pods) {
      Answer namespace = namespaceMatches(pods);
      return namespace == Answer.NO ? namespace : namespace.and(podMatches(pods));
    }

    public Answer namespaceMatches(PodClass pods) {
      return namespaceSelector == NOT_GIVEN
          ? Answer.of(pods.namespace().equals(ownNamespace))
          : pods.namespaces().answer(namespaceSelector);
    }

    private Answer podMatches(PodClass pods) {
      return podSelector == NOT_GIVEN ? Answer.YES : pods.pods().answer(podSelector);
    }
  }

  /** Addresses; exceptions cut this peer alone, another one may admit what they cut out. */
  public record Block(PolicyPeer.IpBlock peer) implements CompiledPeer {
    @Override
    public Answer matches(Traffic traffic, List<IpAddress> addresses) {
      if (traffic.peer().isUnknown()) {
        return Answer.MAYBE;
      }
      return Answer.of(traffic.blocksReachPeer() && holdsAny(addresses));
    }

    /** Whether one of the addresses is in the block and in none of its exceptions. */
    boolean holdsAny(List<IpAddress> addresses) {
      for (int i = 0; i < addresses.size(); i++) {
        if (peer.holds(addresses.get(i))) {
          return true;
        }
      }
      return false;
    }
  }
}
