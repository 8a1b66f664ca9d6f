package io.sluice.analyzer.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What a YAML scalar means: the core schema of YAML 1.2, so {@code on} and {@code yes} stay text,
 * and only unquoted scalars can be numbers, booleans or null.
 */
final class YamlScalars {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

  private YamlScalars() {}

  static JsonNode valueOf(ScalarEvent scalar) {
    String text = scalar.getValue();
    Tag tag = tagOf(scalar);
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(text.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.INT)) {
      // Reading a number of a million digits takes longer than anybody waits.
      return text.length() <= JsonFaults.MAX_DIGITS ? integer(text) : NODES.textNode(text);
    }
    return tag.equals(Tag.FLOAT) ? decimal(text) : NODES.textNode(text);
  }

  private static Tag tagOf(ScalarEvent scalar) {
    Optional<String> given = scalar.getTag();
    if (given.isPresent() && !given.get().equals("!")) {
      return new Tag(given.get());
    }
    return scalar.isPlain() && given.isEmpty()
        ? RESOLVER.resolve(scalar.getValue(), true)
        : Tag.STR;
  }

  private static JsonNode integer(String text) {
    try {
      BigInteger value =
          text.startsWith("0x")
              ? new BigInteger(text.substring(2), 16)
              : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
      if (value.bitLength() < 32) {
        return NODES.numberNode(value.intValueExact());
      }
      return value.bitLength() < 64
          ? NODES.numberNode(value.longValueExact())
          : NODES.numberNode(value);
    } catch (NumberFormatException e) {
      return NODES.textNode(text);
    }
  }

  private static JsonNode decimal(String text) {
    try {
      return NODES.numberNode(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return NODES.textNode(text); // .inf and .nan mean nothing to Kubernetes
    }
  }
}
