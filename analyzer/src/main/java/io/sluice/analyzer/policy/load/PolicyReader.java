package io.sluice.analyzer.policy.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyLines;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads one {@code networking.k8s.io/v1} NetworkPolicy as the API server would: the same defaults,
 * the same refusals, and a word about what is legal but hardly meant.
 */
final class PolicyReader {
  private static final SortedSet<String> OBJECT =
      new TreeSet<>(List.of("apiVersion", "kind", "metadata", "spec", "status"));
  private static final SortedSet<String> METADATA =
      new TreeSet<>(
          List.of(
              "annotations",
              "clusterName",
              "creationTimestamp",
              "deletionGracePeriodSeconds",
              "deletionTimestamp",
              "finalizers",
              "generateName",
              "generation",
              "labels",
              "managedFields",
              "name",
              "namespace",
              "ownerReferences",
              "resourceVersion",
              "selfLink",
              "uid"));
  private static final SortedSet<String> SPEC =
      new TreeSet<>(List.of("egress", "ingress", "podSelector", "policyTypes"));

  private final ClusterObject object;
  private final Findings findings;
  private final Field root;

  private PolicyReader(ClusterObject object) {
    this.object = object;
    this.findings = new Findings(object, title(object.tree()));
    this.root = Field.root(object.tree(), findings);
  }

  /**
   * What one object gave.
   *
   * @param object the object
   * @param policy the policy; empty where it is refused
   * @param problems what is wrong with it
   */
  record Reading(
      ClusterObject object, Optional<NetworkPolicy> policy, List<PolicyProblem> problems) {}

  static Reading read(ClusterObject object) {
    PolicyReader reader = new PolicyReader(object);
    NetworkPolicy policy = reader.policy();
    return new Reading(
        object,
        reader.findings.refused() ? Optional.empty() : Optional.of(policy),
        reader.findings.problems());
  }

  /** {@code namespace/name} for messages; never more of a bad name than its quotation. */
  static String title(JsonNode tree) {
    String namespace = tree.path("metadata").path("namespace").asText("");
    String name = tree.path("metadata").path("name").asText("");
    String shownNamespace = namespace.isEmpty() ? "default" : namespace;
    return (ApiSyntax.isNamespace(shownNamespace) ? shownNamespace : Quoted.text(namespace))
        + "/"
        + (name.isEmpty() ? "(no name)" : ApiSyntax.isName(name) ? name : Quoted.text(name));
  }

  private NetworkPolicy policy() {
    root.isMapOf(OBJECT);
    Field metadata = root.child("metadata");
    checkLabels(metadata.child("labels"), true);
    checkLabels(metadata.child("annotations"), false);
    String name = metadata.isMapOf(METADATA) ? name(metadata) : "";
    String namespace = namespace(metadata.child("namespace"));
    Field spec = root.child("spec");
    if (!spec.isGiven()) {
      spec.suspect(
          "is missing, so the policy selects every pod of "
              + namespace
              + " and admits no ingress to them");
    }
    spec.isMapOf(SPEC);
    LabelSelector podSelector = podSelector(spec);
    List<PolicyRule> ingress = RuleReader.readAll(spec.child("ingress"), Direction.INGRESS);
    List<PolicyRule> egress = RuleReader.readAll(spec.child("egress"), Direction.EGRESS);
    Set<Direction> isolates = isolates(spec, !egress.isEmpty());
    if (!findings.refused()) {
      suspectInertRules(spec, Direction.INGRESS, isolates);
      suspectInertRules(spec, Direction.EGRESS, isolates);
    }
    return new NetworkPolicy(
        object.cluster(),
        namespace,
        name,
        podSelector,
        isolates,
        ingress,
        egress,
        object.origin(),
        findings.refused() ? PolicyLines.none() : lines(spec));
  }

  private static PolicyLines lines(Field spec) {
    return new PolicyLines(
        spec.child("podSelector").line(),
        RuleReader.lines(spec.child("ingress"), Direction.INGRESS),
        RuleReader.lines(spec.child("egress"), Direction.EGRESS));
  }

  private static String name(Field metadata) {
    Field field = metadata.child("name");
    Optional<String> name = field.text().filter(text -> !text.isEmpty());
    if (name.isPresent()) {
      if (!ApiSyntax.isName(name.get())) {
        field.refuse(
            "must be a name of lower-case letters, digits, - and ., but is "
                + Quoted.text(name.get()));
      }
      return name.get();
    }
    Field generated = metadata.child("generateName");
    Optional<String> prefix = generated.text().filter(text -> !text.isEmpty());
    if (prefix.isPresent()) {
      generated.suspect("leaves the name to the API server, so every apply adds another policy");
      return prefix.get();
    }
    if (!field.isGiven() || field.node().isTextual()) {
      field.refuse("is missing: a policy needs a name");
    }
    return "";
  }

  private static String namespace(Field field) {
    String namespace = field.text().filter(text -> !text.isEmpty()).orElse("default");
    if (!ApiSyntax.isNamespace(namespace)) {
      field.refuse(
          "must be a name of lower-case letters, digits and -, but is " + Quoted.text(namespace));
    }
    return namespace;
  }

  private static void checkLabels(Field field, boolean labels) {
    for (Map.Entry<String, String> entry : field.textMap().entrySet()) {
      Field value = field.child(entry.getKey());
      if (!ApiSyntax.isLabelKey(entry.getKey())) {
        value.refuse("has a bad key, " + Quoted.text(entry.getKey()));
      }
      if (labels && !ApiSyntax.isLabelValue(entry.getValue())) {
        value.refuse("must be the value of a label, but is " + Quoted.text(entry.getValue()));
      }
    }
  }

  private static LabelSelector podSelector(Field spec) {
    Field field = spec.child("podSelector");
    if (spec.isGiven() && !field.isGiven()) {
      field.suspect("is missing, so the policy selects every pod of its namespace");
    }
    return SelectorReader.read(field);
  }

  /** Without policyTypes: Ingress always, Egress only if there are egress rules. */
  private static Set<Direction> isolates(Field spec, boolean hasEgressRules) {
    Field field = spec.child("policyTypes");
    Set<Direction> isolates = EnumSet.noneOf(Direction.class);
    List<Field> items = field.items();
    if (items.size() > 2) {
      field.refuse("must name at most Ingress and Egress, but has " + items.size() + " entries");
    }
    for (Field item : items) {
      policyType(item).ifPresent(isolates::add);
    }
    if (items.isEmpty()) {
      isolates.add(Direction.INGRESS);
      if (hasEgressRules) {
        isolates.add(Direction.EGRESS);
      }
    }
    return isolates;
  }

  private static Optional<Direction> policyType(Field field) {
    Optional<String> word = field.isGiven() ? field.text() : Optional.of("");
    for (Direction direction : Direction.values()) {
      if (word.isPresent() && direction.policyType().equals(word.get())) {
        return Optional.of(direction);
      }
    }
    word.ifPresent(bad -> field.refuse("must be Ingress or Egress, but is " + Quoted.text(bad)));
    return Optional.empty();
  }

  /** A section whose direction the policy does not isolate has no effect, not even an empty one. */
  private static void suspectInertRules(Field spec, Direction direction, Set<Direction> isolates) {
    Field section = spec.child(direction.word());
    if (!section.isGiven() || isolates.contains(direction)) {
      return;
    }
    section.suspect(
        "has no effect, because policyTypes "
            + (spec.child("policyTypes").isGiven()
                ? "lacks "
                : "is missing and does not default to ")
            + direction.policyType()
            + ": "
            + direction.word()
            + " stays open");
  }
}
