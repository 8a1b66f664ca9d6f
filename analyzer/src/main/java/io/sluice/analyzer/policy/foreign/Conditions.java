package io.sluice.analyzer.policy.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a foreign policy is certain. All conditions of a selector must hold, so one that cannot
 * be read is left out, and the selector then only selects more.
 */
final class Conditions {
  private Conditions() {}

  /**
   * The readable conditions of a selector with {@code matchLabels} and {@code matchExpressions}.
   */
  static List<LabelRequirement> of(JsonNode selector) {
    List<LabelRequirement> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
      if (label.getValue().isTextual()) {
        conditions.add(LabelRequirement.equal(label.getKey(), label.getValue().textValue()));
      }
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      expression(expression).ifPresent(conditions::add);
    }
    return conditions;
  }

  private static Optional<LabelRequirement> expression(JsonNode expression) {
    SortedSet<String> values = new TreeSet<>();
    for (JsonNode value : expression.path("values")) {
      if (!value.isTextual()) {
        return Optional.empty();
      }
      values.add(value.textValue());
    }
    for (Operator operator : Operator.values()) {
      if (operator.word().equals(expression.path("operator").asText())
          && operator.hasValues() != values.isEmpty()
          && expression.path("key").isTextual()) {
        return Optional.of(
            new LabelRequirement(expression.path("key").textValue(), operator, values));
      }
    }
    return Optional.empty();
  }

  /** The conditions on a namespace's name; those on its other labels would need the namespace. */
  static List<LabelRequirement> onName(List<LabelRequirement> conditions) {
    return conditions.stream()
        .filter(condition -> condition.key().equals(ForeignReach.NAMESPACE_NAME))
        .toList();
  }

  /** The directions of which a policy has a section; both where it has none. */
  static Set<Direction> sections(JsonNode spec) {
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    for (Direction direction : Direction.values()) {
      if (isGiven(spec.path(direction.word()))) {
        directions.add(direction);
      }
    }
    return directions.isEmpty() ? EnumSet.allOf(Direction.class) : directions;
  }

  /** The directions of a list of policy types; as its sections say where there is no such list. */
  static Set<Direction> types(JsonNode types, JsonNode spec) {
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    for (JsonNode type : types) {
      for (Direction direction : Direction.values()) {
        if (direction.policyType().equals(type.asText())) {
          directions.add(direction);
        }
      }
    }
    return directions.isEmpty() ? sections(spec) : directions;
  }

  static boolean isGiven(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }
}
