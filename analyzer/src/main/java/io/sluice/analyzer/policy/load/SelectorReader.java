package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads a label selector. */
final class SelectorReader {
  private static final SortedSet<String> SELECTOR =
      new TreeSet<>(List.of("matchLabels", "matchExpressions"));
  private static final SortedSet<String> EXPRESSION =
      new TreeSet<>(List.of("key", "operator", "values"));

  private SelectorReader() {}

  /**
   * The selector of a field; everything where the field is absent or empty. Problems go to the
   * field, and what has one is left out, so the result only counts if nothing was refused.
   */
  static LabelSelector read(Field field) {
    if (!field.isMapOf(SELECTOR)) {
      return LabelSelector.EVERYTHING;
    }
    List<LabelRequirement> requirements = new ArrayList<>();
    Field matchLabels = field.child("matchLabels");
    for (Map.Entry<String, String> label : matchLabels.textMap().entrySet()) {
      Field entry = matchLabels.child(label.getKey());
      boolean keyGood = isKey(label.getKey(), entry);
      if (isValue(label.getValue(), entry) && keyGood) {
        requirements.add(LabelRequirement.equal(label.getKey(), label.getValue()));
      }
    }
    for (Field expression : field.child("matchExpressions").items()) {
      expression(expression).ifPresent(requirements::add);
    }
    boolean unconditional =
        matchLabels.node().isEmpty() && field.child("matchExpressions").node().isEmpty();
    if (unconditional && !field.node().isEmpty()) {
      field.suspect("has no condition, so it matches everything");
    }
    return LabelSelector.of(requirements);
  }

  private static Optional<LabelRequirement> expression(Field field) {
    if (!field.isMapOf(EXPRESSION)) {
      return Optional.empty();
    }
    Field keyField = field.child("key");
    String key = keyField.text().orElse("");
    boolean keyGood = (keyField.isGiven() && !keyField.node().isTextual()) || isKey(key, keyField);
    Optional<Operator> operator = operator(field.child("operator"));
    Field valuesField = field.child("values");
    NavigableSet<String> values = new TreeSet<>();
    boolean valuesGood = true;
    for (Field item : valuesField.items()) {
      Optional<String> value = item.itemText();
      value.ifPresent(values::add);
      valuesGood &= value.isEmpty() || isValue(value.get(), item);
    }
    if (operator.isEmpty() || !fits(operator.get(), values, valuesField)) {
      return Optional.empty();
    }
    return keyGood && valuesGood
        ? Optional.of(new LabelRequirement(key, operator.get(), values))
        : Optional.empty();
  }

  private static Optional<Operator> operator(Field field) {
    if (field.isGiven() && !field.node().isTextual()) {
      field.text();
      return Optional.empty();
    }
    String word = field.text().orElse("");
    for (Operator operator : Operator.values()) {
      if (operator.word().equals(word)) {
        return Optional.of(operator);
      }
    }
    field.refuse(
        "must be In, NotIn, Exists or DoesNotExist, but is "
            + (field.isGiven() ? Quoted.text(word) : "missing"));
    return Optional.empty();
  }

  private static boolean fits(Operator operator, SortedSet<String> values, Field field) {
    if (operator.hasValues() && values.isEmpty()) {
      field.refuse("must hold at least one value, because the operator is " + operator.word());
    }
    if (!operator.hasValues() && !values.isEmpty()) {
      field.refuse("must be left out, because the operator is " + operator.word());
    }
    return operator.hasValues() != values.isEmpty();
  }

  private static boolean isKey(String key, Field field) {
    boolean good = ApiSyntax.isLabelKey(key);
    if (!good) {
      field.refuse(
          key.isEmpty() && !field.isGiven()
              ? "is missing: an expression needs the key of a label"
              : "must be the key of a label, such as app or example.com/app, but is "
                  + Quoted.text(key));
    }
    return good;
  }

  private static boolean isValue(String value, Field field) {
    boolean good = ApiSyntax.isLabelValue(value);
    if (!good) {
      field.refuse(
          "must be the value of a label (at most 63 letters, digits, - _ and ., none of these three"
              + " first or last), but is "
              + Quoted.text(value));
    }
    return good;
  }
}
