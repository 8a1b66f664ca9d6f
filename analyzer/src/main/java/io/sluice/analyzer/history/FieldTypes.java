package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds fields of pods and pod templates whose JSON type is not the API's, such as labels that are
 * a list: what is made of them is not what their author meant. The API server takes no such object,
 * so it comes of a file written by hand or by a tool.
 */
final class FieldTypes {
  /** So many are named; of the others the number. */
  static final int MAX_NAMED = 10;

  private final List<String> named = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int more;

  private FieldTypes() {}

  /** What is wrong, for people: one line per object and field, however many versions have it. */
  static List<String> warnings(ObjectHistory history) {
    FieldTypes types = new FieldTypes();
    for (ObjectLife life : history.of("Pod")) {
      life.versions().forEach(version -> types.checkPod(life, version));
    }
    for (String kind : ManifestPods.KINDS) {
      for (ObjectLife life : history.of(kind)) {
        life.versions().forEach(version -> types.checkController(life, version));
      }
    }
    return types.lines();
  }

  private List<String> lines() {
    if (more > 0) {
      int last = named.size() - 1;
      named.set(last, named.get(last) + "; and " + more + " more fields have a wrong type");
    }
    return named;
  }

  private void checkPod(ObjectLife life, ClusterObject version) {
    checkTemplate(life, version, version.tree());
    JsonNode status = version.tree().path("status");
    checkMap(life, version, "status", status);
    if (is(status.path("podIP")) && !status.path("podIP").isTextual()) {
      note(life, version, "podIP is not a text, read as none");
    }
    checkAddresses(life, version, status.path("podIPs"));
  }

  private void checkController(ObjectLife life, ClusterObject version) {
    if (!ManifestPods.isIntermediate(life.meta().kind(), version.tree())) {
      checkTemplate(life, version, ManifestPods.template(version.tree()));
    }
  }

  private void checkAddresses(ObjectLife life, ClusterObject version, JsonNode addresses) {
    if (is(addresses) && !addresses.isArray()) {
      note(life, version, "podIPs is not a list, read as none");
      return;
    }
    for (JsonNode address : addresses) {
      if (!address.path("ip").isTextual()) {
        note(life, version, "podIPs has an element without an ip that is a text, left out");
      }
    }
  }

  /** Checks what a pod and a controller's template have in common. */
  private void checkTemplate(ObjectLife life, ClusterObject version, JsonNode tree) {
    checkLabels(life, version, tree.path("metadata").path("labels"));
    JsonNode spec = tree.path("spec");
    checkMap(life, version, "spec", spec);
    JsonNode host = spec.path("hostNetwork");
    if (is(host) && !host.isBoolean()) {
      note(
          life, version, "hostNetwork is neither true nor false, read as " + host.asBoolean(false));
    }
    for (String field : List.of("containers", "initContainers")) {
      checkContainers(life, version, field, spec.path(field));
    }
  }

  private void checkMap(ObjectLife life, ClusterObject version, String field, JsonNode map) {
    if (is(map) && !map.isObject()) {
      note(life, version, field + " is not a map, read as none");
    }
  }

  private void checkLabels(ObjectLife life, ClusterObject version, JsonNode labels) {
    checkMap(life, version, "labels", labels);
    for (JsonNode value : labels) {
      if (labels.isObject() && value.isContainerNode()) {
        note(life, version, "labels has a value that is not a text, read as empty");
      }
    }
  }

  private void checkContainers(
      ObjectLife life, ClusterObject version, String field, JsonNode containers) {
    if (is(containers) && !containers.isArray()) {
      note(life, version, field + " is not a list, read as none");
      return;
    }
    for (JsonNode container : containers) {
      JsonNode ports = container.path("ports");
      if (is(ports) && !ports.isArray()) {
        note(life, version, "ports is not a list, read as none");
      } else {
        checkPorts(life, version, ports);
      }
    }
  }

  private void checkPorts(ObjectLife life, ClusterObject version, JsonNode ports) {
    for (JsonNode port : ports) {
      JsonNode number = port.path("containerPort");
      if (!PodTemplate.isPort(number.asInt(0))) {
        note(life, version, "ports has an element without a containerPort, left out");
      } else if (!number.isIntegralNumber()) {
        note(life, version, "containerPort is not a number, read as " + number.asInt());
      }
    }
  }

  /** The elements of a list; none where the field is no list. */
  static Iterable<JsonNode> elements(JsonNode list) {
    return list.isArray() ? list : List.of();
  }

  private static boolean is(JsonNode field) {
    return !field.isMissingNode() && !field.isNull();
  }

  private void note(ObjectLife life, ClusterObject version, String problem) {
    String text = life.meta().title() + ": " + problem;
    if (!seen.add(life.meta().identity() + "\u0000" + problem)) {
      return;
    }
    if (named.size() < MAX_NAMED) {
      named.add(version.origin() + ": " + text);
    } else {
      more++;
    }
  }
}
