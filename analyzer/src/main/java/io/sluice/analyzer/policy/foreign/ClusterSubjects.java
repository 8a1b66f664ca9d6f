package io.sluice.analyzer.policy.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.foreign.ForeignReach.Ends;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the subjects of ClusterNetworkPolicies and their forerunners: {@code namespaces}, or {@code
 * pods} with a selector of each. Pods on their node's network are never subjects.
 *
 * @see <a href="https://network-policy-api.sigs.k8s.io/">Network Policy API</a>
 */
final class ClusterSubjects {
  private ClusterSubjects() {}

  static List<ForeignReach> read(JsonNode policy) {
    JsonNode spec = policy.path("spec");
    JsonNode subject = spec.path("subject");
    JsonNode pods = subject.path("pods");
    JsonNode namespaces =
        pods.isObject() ? pods.path("namespaceSelector") : subject.path("namespaces");
    return List.of(
        new ForeignReach(
            Ends.PODS,
            LabelSelector.of(Conditions.of(pods.path("podSelector"))),
            LabelSelector.of(Conditions.onName(Conditions.of(namespaces))),
            Conditions.sections(spec)));
  }

  /** A {@code podSelector}, as NetworkPolicies have it. */
  static List<ForeignReach> readPodSelector(JsonNode policy) {
    JsonNode spec = policy.path("spec");
    Set<Direction> types =
        spec.path("policyTypes").isEmpty()
            ? EnumSet.allOf(Direction.class)
            : Conditions.types(spec.path("policyTypes"), spec);
    return List.of(
        new ForeignReach(
            Ends.PODS,
            LabelSelector.of(Conditions.of(spec.path("podSelector"))),
            LabelSelector.EVERYTHING,
            types));
  }
}
