package io.sluice.analyzer.policy.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.foreign.ForeignReach.Ends;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the subjects of Cilium's policies: {@code spec}, or every entry of {@code specs}, with an
 * {@code endpointSelector} whose keys may say where a label is from ({@code k8s:app}), or with a
 * {@code nodeSelector}.
 *
 * @see <a href="https://docs.cilium.io/en/stable/security/policy/intro/">rule basics</a>
 */
final class CiliumSubjects {
  private static final String NAMESPACE = "io.kubernetes.pod.namespace";

  private CiliumSubjects() {}

  static List<ForeignReach> read(JsonNode policy) {
    List<ForeignReach> reaches = new ArrayList<>();
    if (Conditions.isGiven(policy.path("spec"))) {
      reaches.add(rule(policy.path("spec")));
    }
    policy.path("specs").forEach(spec -> reaches.add(rule(spec)));
    if (reaches.isEmpty()) {
      reaches.add(ForeignReach.everything(Ends.PODS_AND_NODES, EnumSet.allOf(Direction.class)));
    }
    return reaches;
  }

  private static ForeignReach rule(JsonNode spec) {
    Set<Direction> directions = directions(spec);
    if (Conditions.isGiven(spec.path("nodeSelector"))) {
      return ForeignReach.everything(Ends.NODES, directions);
    }
    List<LabelRequirement> pods = new ArrayList<>();
    List<LabelRequirement> namespaces = new ArrayList<>();
    for (LabelRequirement condition : Conditions.of(spec.path("endpointSelector"))) {
      if (isReserved(condition)) {
        return ForeignReach.everything(Ends.NODES, directions);
      }
      String key = withoutSource(condition.key());
      if (key.equals(NAMESPACE)) {
        namespaces.add(renamed(condition, ForeignReach.NAMESPACE_NAME));
      } else if (isPodLabel(key)) {
        pods.add(renamed(condition, key));
      }
    }
    return new ForeignReach(
        Ends.PODS, LabelSelector.of(pods), LabelSelector.of(namespaces), directions);
  }

  /** Whether a condition asks for a label such as {@code reserved:host}, which no pod has. */
  private static boolean isReserved(LabelRequirement condition) {
    return condition.key().startsWith("reserved:")
        && (condition.operator() == Operator.IN || condition.operator() == Operator.EXISTS);
  }

  /** No key of Kubernetes has a colon: it parts a label from where Cilium has it from. */
  private static String withoutSource(String key) {
    return key.startsWith("k8s:") || key.startsWith("any:")
        ? key.substring(key.indexOf(':') + 1)
        : key;
  }

  /** Cilium derives labels of its own, and writes {@code k8s.} for {@code k8s:} in places. */
  private static boolean isPodLabel(String key) {
    return key.indexOf(':') < 0
        && !key.startsWith("io.cilium.")
        && !key.startsWith("io.kubernetes.")
        && !key.startsWith("k8s.")
        && !key.startsWith("any.")
        && !key.startsWith("reserved.");
  }

  private static LabelRequirement renamed(LabelRequirement condition, String key) {
    return new LabelRequirement(key, condition.operator(), condition.values());
  }

  /** A section may allow or deny, and a default may be switched on without any. */
  private static Set<Direction> directions(JsonNode spec) {
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    for (Direction direction : Direction.values()) {
      if (Conditions.isGiven(spec.path(direction.word()))
          || Conditions.isGiven(spec.path(direction.word() + "Deny"))
          || spec.path("enableDefaultDeny").path(direction.word()).asBoolean(false)) {
        directions.add(direction);
      }
    }
    return directions.isEmpty() ? EnumSet.allOf(Direction.class) : directions;
  }
}
