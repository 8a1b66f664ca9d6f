package io.sluice.analyzer.policy;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One condition on labels. A {@code matchLabels} entry is {@code In} with one value.
 *
 * @param key label key
 * @param operator operator
 * @param values values, empty for Exists and DoesNotExist
 */
public record LabelRequirement(String key, Operator operator, SortedSet<String> values)
    implements Comparable<LabelRequirement> {

  /** As the API spells them. */
  public enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /** Whether it lists values. */
    public boolean hasValues() {
      return this == IN || this == NOT_IN;
    }
  }

  /** Refuses values where the operator forbids them, and none where it needs one. */
  public LabelRequirement {
    values = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
    if (values.isEmpty() == operator.hasValues()) {
      throw new IllegalArgumentException(operator.word() + " with values " + values);
    }
  }

  /** {@code key} has this value. */
  public static LabelRequirement equal(String key, String value) {
    return new LabelRequirement(key, Operator.IN, new TreeSet<>(java.util.Set.of(value)));
  }

  /** {@code key} is there, whatever its value. */
  public static LabelRequirement present(String key) {
    return new LabelRequirement(key, Operator.EXISTS, new TreeSet<>());
  }

  /** {@code key} is absent. */
  public static LabelRequirement absent(String key) {
    return new LabelRequirement(key, Operator.DOES_NOT_EXIST, new TreeSet<>());
  }

  /** {@code key} is absent or has none of these values. */
  public static LabelRequirement notIn(String key, SortedSet<String> values) {
    return new LabelRequirement(key, Operator.NOT_IN, values);
  }

  /**
   * Whether labels meet the condition; NotIn and DoesNotExist also hold where the key is absent.
   */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }

  /** Whether it can stand in {@code matchLabels}. */
  public boolean isEquality() {
    return operator == Operator.IN && values.size() == 1;
  }

  @Override
  public int compareTo(LabelRequirement other) {
    return ORDER.compare(this, other);
  }

  private static final Comparator<LabelRequirement> ORDER =
      Comparator.comparing(LabelRequirement::key)
          .thenComparing(LabelRequirement::operator)
          .thenComparing(r -> String.join("\u0000", r.values()));

  @Override
  public String toString() {
    if (isEquality()) {
      return key + "=" + values.first();
    }
    return operator.hasValues()
        ? key + " " + operator.word() + " " + values
        : operator.word() + " " + key;
  }
}
