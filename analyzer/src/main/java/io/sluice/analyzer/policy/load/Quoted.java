package io.sluice.analyzer.policy.load;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Input as it stands in a message: one line, bounded, and without characters that a terminal would
 * obey or that look like others.
 */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** A text in quotes. */
  static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(text.length() > LONGEST ? "…\"" : "\"").toString();
  }

  /** A value with what kind of value it is, such as {@code the number 80}. */
  static String value(JsonNode node) {
    if (node.isTextual()) {
      return text(node.textValue());
    }
    if (node.isNumber()) {
      return "the number " + shortened(node.asText());
    }
    if (node.isBoolean()) {
      return "the boolean " + node.asText();
    }
    if (node.isObject()) {
      return "a map";
    }
    return node.isArray() ? "a list" : "empty";
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
