package io.sluice.analyzer.policy.translate;

import io.sluice.analyzer.policy.EngineFeature;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.Protocol;
import java.util.Set;

/** Finds what parts of a policy ask of an engine. */
final class Features {
  private Features() {}

  static void of(PolicyRule rule, Set<EngineFeature> to) {
    for (PolicyPort port : rule.ports()) {
      if (port instanceof PolicyPort.Named) {
        to.add(EngineFeature.NAMED_PORT);
      }
      if (port.protocol() == Protocol.SCTP) {
        to.add(EngineFeature.SCTP);
      }
    }
    rule.peers().forEach(peer -> of(peer, to));
  }

  private static void of(PolicyPeer peer, Set<EngineFeature> to) {
    if (peer instanceof PolicyPeer.Pods pods) {
      pods.namespaces().ifPresent(selector -> of(selector, to));
      pods.pods().ifPresent(selector -> of(selector, to));
      return;
    }
    PolicyPeer.IpBlock block = (PolicyPeer.IpBlock) peer;
    if (block.cidr().base().v6()) {
      to.add(EngineFeature.IPV6);
    }
    if (!block.except().isEmpty()) {
      to.add(EngineFeature.EXCEPT);
    }
  }

  static void of(LabelSelector selector, Set<EngineFeature> to) {
    for (LabelRequirement requirement : selector.requirements()) {
      if (requirement.operator() == Operator.NOT_IN
          || requirement.operator() == Operator.DOES_NOT_EXIST) {
        to.add(EngineFeature.NEGATIVE_SELECTOR);
      }
    }
  }
}
