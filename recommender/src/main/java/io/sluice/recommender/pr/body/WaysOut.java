package io.sluice.recommender.pr.body;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Commands that open a workload at once: policies add up, so one more that admits everything opens
 * whatever the others close, and a controller that puts the others back does not take it away.
 *
 * <p>They are copied into a shell. Whatever is not plain is written as a JSON escape, so that no
 * name can end a quotation there, or a fenced block here.
 */
final class WaysOut {
  static final List<String> FUNCTION =
      List.of(
          "allow() { echo '{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"NetworkPolicy\","
              + "\"metadata\":{\"namespace\":\"'$1'\",\"name\":\"'$2'\"},\"spec\":{\"podSelector\":'\"$3\"',"
              + "\"policyTypes\":[\"Ingress\",\"Egress\"],\"ingress\":[{}],\"egress\":[{}]}}'"
              + " | kubectl create -f -; }");

  private static final String PREFIX = "open-";
  private static final int MAX_NAME = 253;

  private WaysOut() {}

  /** The line for one workload. */
  static String line(Facts.WayOut wayOut) {
    return "allow "
        + wayOut.namespace()
        + " "
        + name(wayOut.policy())
        + " '"
        + json(wayOut.pods())
        + "'";
  }

  /** Names of policies are checked before; only the length can be too much with ours before it. */
  static String name(String policy) {
    String name = PREFIX + policy;
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "x";
  }

  /** A selector in one line. */
  static String json(LabelSelector selector) {
    TreeMap<String, String> labels = new TreeMap<>();
    List<String> expressions = new ArrayList<>();
    for (LabelRequirement requirement : selector.requirements()) {
      boolean equal =
          requirement.operator() == LabelRequirement.Operator.IN
              && requirement.values().size() == 1;
      if (equal && !labels.containsKey(requirement.key())) {
        labels.put(requirement.key(), requirement.values().iterator().next());
      } else {
        expressions.add(expression(requirement));
      }
    }
    List<String> parts = new ArrayList<>();
    if (!labels.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      labels.forEach((key, value) -> pairs.add(quoted(key) + ":" + quoted(value)));
      parts.add("\"matchLabels\":{" + String.join(",", pairs) + "}");
    }
    if (!expressions.isEmpty()) {
      parts.add("\"matchExpressions\":[" + String.join(",", expressions) + "]");
    }
    return "{" + String.join(",", parts) + "}";
  }

  private static String expression(LabelRequirement requirement) {
    String values =
        requirement.values().isEmpty()
            ? ""
            : ",\"values\":["
                + String.join(",", requirement.values().stream().map(WaysOut::quoted).toList())
                + "]";
    return "{\"key\":"
        + quoted(requirement.key())
        + ",\"operator\":\""
        + requirement.operator().word()
        + "\""
        + values
        + "}";
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c < 0x7F && Character.isLetterOrDigit(c)) || "-._/".indexOf(c) >= 0;
      json.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return json.append('"').toString();
  }
}
