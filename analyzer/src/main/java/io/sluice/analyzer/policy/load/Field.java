package io.sluice.analyzer.policy.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A field of an object that is being read: its value, where it stands, and the rules by which the
 * API server decodes it.
 *
 * <p>{@code null} is the same as absent, as in Go; a value of the wrong type is refused; a field
 * that the API does not know is dropped and reported.
 *
 * @param node its value; a missing node where there is none
 * @param path for people: {@code spec.ingress[0].from}
 * @param pointer for {@link io.sluice.analyzer.snapshot.ClusterObject#lineOf}: {@code
 *     /spec/ingress/0/from}
 * @param findings where problems go
 */
record Field(JsonNode node, String path, String pointer, Findings findings) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,63}");

  static Field root(JsonNode tree, Findings findings) {
    return new Field(tree, "", "", findings);
  }

  Field child(String name) {
    JsonNode value = node.get(name);
    return new Field(
        value == null ? MissingNode.getInstance() : value,
        pathOf(name),
        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
        findings);
  }

  /** Plain names behind a dot, others (a label's key, a hostile one) quoted in brackets. */
  private String pathOf(String name) {
    if (!PLAIN.matcher(name).matches()) {
      return path + "[" + Quoted.text(name) + "]";
    }
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether it has a value; {@code null} is none. */
  boolean isGiven() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** Line of the field, or of the nearest one around it. */
  int line() {
    return findings.lineOf(pointer);
  }

  void refuse(String message) {
    findings.add(Severity.REFUSED, pointer, subject() + " " + message);
  }

  void suspect(String message) {
    findings.add(Severity.SUSPICIOUS, pointer, subject() + " " + message);
  }

  private String subject() {
    return path.isEmpty() ? "the policy" : path;
  }

  /** The value as text; refused where it is something else. */
  Optional<String> text() {
    if (node.isTextual()) {
      return Optional.of(node.textValue());
    }
    wrongType("a string");
    return Optional.empty();
  }

  /** The value as a whole number of 32 bits; refused where it is something else. */
  Optional<Integer> number() {
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return Optional.of(node.intValue());
    }
    wrongType("a whole number");
    return Optional.empty();
  }

  /** The entries of a list, none where it is absent; refused where it is no list. */
  List<Field> items() {
    List<Field> items = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        items.add(new Field(node.get(i), path + "[" + i + "]", pointer + "/" + i, findings));
      }
    } else {
      wrongType("a list");
    }
    return items;
  }

  /** The text of an entry of a list; {@code null} is "" there, as in Go. */
  Optional<String> itemText() {
    return isGiven() ? text() : Optional.of("");
  }

  /** Entries of a map of texts; a {@code null} value is "", as in Go. */
  SortedMap<String, String> textMap() {
    SortedMap<String, String> map = new TreeMap<>();
    if (!node.isObject()) {
      wrongType("a map");
      return map;
    }
    for (String key : names()) {
      Field value = child(key);
      if (value.isGiven()) {
        value.text().ifPresent(text -> map.put(key, text));
      } else {
        value.suspect("has no value, which the API server takes for \"\"");
        map.put(key, "");
      }
    }
    return map;
  }

  /**
   * Whether it is a map, or absent, which is the same as an empty one. Fields that are not among
   * the known are reported: the API server drops them.
   */
  boolean isMapOf(SortedSet<String> known) {
    if (!node.isObject()) {
      wrongType("a map");
      return !isGiven();
    }
    for (String name : names()) {
      if (!known.contains(name)) {
        child(name).suspectUnknown(name, known);
      }
    }
    return true;
  }

  private void suspectUnknown(String name, SortedSet<String> known) {
    suspect(
        "is not a field of the API, so the server drops it: the policy is in force without it; "
            + Nearest.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known here are " + String.join(", ", known)));
  }

  /** Reports a value of the wrong type; an absent one has none. */
  private void wrongType(String expected) {
    if (isGiven()) {
      refuse("must be " + expected + ", but is " + Quoted.value(node));
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
