package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.match.LabelClass;
import io.sluice.analyzer.policy.evaluate.rule.CompiledPeer;
import io.sluice.analyzer.policy.evaluate.rule.End;
import io.sluice.analyzer.policy.evaluate.rule.PodClass;
import io.sluice.analyzer.policy.evaluate.rule.Traffic;
import io.sluice.ingest.IpAddress;
import java.util.List;

/** Says in words which condition of a peer fails. */
final class PeerMiss {
  private PeerMiss() {}

  static String reason(CompiledPeer peer, Traffic traffic, List<IpAddress> addresses) {
    return peer instanceof CompiledPeer.Block block
        ? blockReason(block.peer(), traffic, addresses)
        : podsReason((CompiledPeer.Pods) peer, traffic);
  }

  private static String podsReason(CompiledPeer.Pods peer, Traffic traffic) {
    End other = traffic.peer();
    if (other.podClass().isEmpty()) {
      return "a selector never matches " + inWords(other) + onlyProbes(traffic);
    }
    if (traffic.peerIsForeign()) {
      return "a selector never matches " + other + " of another cluster";
    }
    PodClass pods = other.podClass().get();
    if (peer.namespaceMatches(pods) == Answer.NO) {
      return peer.peer()
          .namespaces()
          .map(s -> failing("namespace", s, pods.namespaces()))
          .orElse(
              "namespace "
                  + pods.namespace()
                  + " is not the policy's own namespace "
                  + peer.ownNamespace());
    }
    return failing("pod", peer.peer().pods().orElseThrow(), pods.pods());
  }

  private static String inWords(End other) {
    if (!other.onNodeNetwork()) {
      return "the address " + other;
    }
    return other.isHostNetworkPod() ? "the hostNetwork pod " + other : "a node";
  }

  private static String onlyProbes(Traffic traffic) {
    return traffic.own().runsOn(traffic.peer()) && traffic.direction() == Direction.INGRESS
        ? " (of what the pod's own node sends, "
            + traffic.engine().name()
            + " lets only the kubelet's probes through)"
        : "";
  }

  /** The first requirement that fails, with what the labels have instead. */
  private static String failing(String what, LabelSelector selector, LabelClass labels) {
    for (LabelRequirement requirement : selector.requirements()) {
      if (labels.answer(requirement) == Answer.NO) {
        String value = labels.labels().get(requirement.key());
        return what
            + " label "
            + requirement.key()
            + (value == null ? " is absent, which" : "=" + value)
            + " does not match "
            + requirement;
      }
    }
    throw new IllegalStateException(selector + " matches " + labels.labels());
  }

  private static String blockReason(
      PolicyPeer.IpBlock block, Traffic traffic, List<IpAddress> addresses) {
    End other = traffic.peer();
    if (!traffic.blocksReachPeer()) {
      return "on "
          + traffic.engine().name()
          + " an ipBlock never matches "
          + (other.pod().isPresent() ? "a pod" : "a node")
          + "'s address";
    }
    if (addresses.isEmpty()) {
      return "no address of " + other + " is known to match " + block.cidr();
    }
    for (Cidr except : block.except()) {
      for (IpAddress address : addresses) {
        if (block.cidr().contains(address) && except.contains(address)) {
          return "address " + address + " is in the exception " + except + " of " + block.cidr();
        }
      }
    }
    return "address " + joined(addresses) + " is outside " + block.cidr();
  }

  private static String joined(List<IpAddress> addresses) {
    return String.join(", ", addresses.stream().map(IpAddress::toString).toList());
  }
}
