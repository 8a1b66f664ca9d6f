package io.sluice.analyzer.policy.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.foreign.ForeignReach.Ends;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the subjects of Calico's policies: an expression over labels, and for global policies one
 * over namespaces. A global policy without the latter also reaches nodes, by labels of their own.
 *
 * @see <a
 *     href="https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy">reference</a>
 */
final class CalicoSubjects {
  private static final String GLOBAL = "global()";
  private static final String NAMESPACE = "projectcalico.org/namespace";
  private static final String NAMESPACE_NAME = "projectcalico.org/name";

  private CalicoSubjects() {}

  static List<ForeignReach> read(JsonNode policy) {
    JsonNode spec = policy.path("spec");
    Set<Direction> directions = Conditions.types(spec.path("types"), spec);
    String namespaceSelector = spec.path("namespaceSelector").asText("").strip();
    if (namespaceSelector.equals(GLOBAL)) {
      return List.of(ForeignReach.everything(Ends.NODES, directions));
    }
    List<LabelRequirement> pods = new ArrayList<>();
    List<LabelRequirement> namespaces = new ArrayList<>();
    for (LabelRequirement condition : conditions(spec.path("selector").asText(""))) {
      if (condition.key().equals(NAMESPACE)) {
        namespaces.add(onName(condition));
      } else if (isPodLabel(condition.key())) {
        pods.add(condition);
      }
    }
    for (LabelRequirement condition : conditions(namespaceSelector)) {
      if (condition.key().equals(NAMESPACE_NAME)
          || condition.key().equals(ForeignReach.NAMESPACE_NAME)) {
        namespaces.add(onName(condition));
      }
    }
    boolean nodesToo =
        policy.path("kind").asText().equals("GlobalNetworkPolicy") && namespaceSelector.isEmpty();
    return List.of(
        new ForeignReach(
            nodesToo ? Ends.PODS_AND_NODES : Ends.PODS,
            LabelSelector.of(pods),
            LabelSelector.of(namespaces),
            directions));
  }

  private static List<LabelRequirement> conditions(String expression) {
    return CalicoExpression.parse(expression).orElse(List.of());
  }

  /** Calico gives pods labels of its own, and those of their namespace and service account. */
  private static boolean isPodLabel(String key) {
    return !key.startsWith("projectcalico.org/")
        && !key.startsWith("pcns.")
        && !key.startsWith("pcsa.");
  }

  private static LabelRequirement onName(LabelRequirement condition) {
    return new LabelRequirement(
        ForeignReach.NAMESPACE_NAME, condition.operator(), condition.values());
  }
}
