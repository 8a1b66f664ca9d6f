package io.sluice.recommender.audit.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.audit.expect.Expectation.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the keys of an entry into an expectation, or says what is wrong with them. */
final class EntryParser {
  private static final List<String> WORLD = List.of("cluster", "manifests_dir");
  private static final int MOST_SHOWN = 40;

  /** What is wrong with an entry. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String problem) {
      super(problem);
    }
  }

  private EntryParser() {}

  static Entry parse(Place place, ObjectNode keys) {
    try {
      return new Entry(place, keys, Optional.of(expectation(keys)), "");
    } catch (Malformed e) {
      return new Entry(place, keys, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** An entry that has no keys at all. */
  static Entry broken(Place place, String problem) {
    return new Entry(place, JsonNodeFactory.instance.objectNode(), Optional.empty(), problem);
  }

  private static Expectation expectation(ObjectNode keys) throws Malformed {
    String word = text(keys, "expected");
    Decision expected =
        Decision.ofWord(word)
            .orElseThrow(
                () ->
                    new Malformed(
                        "expected must be allow, deny or not-evaluated, but is " + quoted(word)));
    int protocol = protocol(keys.path("proto"));
    return new Expectation(
        text(keys, "src"),
        text(keys, "dst"),
        protocol,
        Protocol.ofNumber(protocol).isPresent() ? port(keys.path("port")) : -1,
        expected,
        world(keys));
  }

  private static String text(ObjectNode keys, String key) throws Malformed {
    JsonNode value = keys.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new Malformed(
          key
              + (value.isMissingNode()
                  ? " is missing"
                  : " must be a text, but is " + shown(value)));
    }
    return value.textValue();
  }

  /** TCP where it is not given; -1 for a word that nobody knows. */
  private static int protocol(JsonNode value) throws Malformed {
    if (value.isMissingNode() || value.isNull()) {
      return Protocol.TCP.number();
    }
    if (value.canConvertToInt() && value.intValue() >= 0 && value.intValue() <= 255) {
      return value.intValue();
    }
    if (!value.isTextual()) {
      throw new Malformed("proto must be a word such as TCP, but is " + shown(value));
    }
    String word = value.textValue().toUpperCase(Locale.ROOT);
    return switch (word) {
      case "ICMP" -> 1;
      case "ICMPV6" -> 58;
      default -> Protocol.ofWord(word).map(Protocol::number).orElse(-1);
    };
  }

  /** -1 where it is not given. Not asked of ICMP and the like, which have none and may say 0. */
  private static int port(JsonNode value) throws Malformed {
    if (value.isMissingNode() || value.isNull()) {
      return -1;
    }
    boolean digits = value.isTextual() && value.textValue().matches("[0-9]{1,5}");
    int port =
        digits
            ? Integer.parseInt(value.textValue())
            : value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : 0;
    if (port < 1 || port > 65535) {
      throw new Malformed("port must be a number from 1 to 65535, but is " + shown(value));
    }
    return port;
  }

  private static Optional<String> world(ObjectNode keys) throws Malformed {
    for (String key : WORLD) {
      if (keys.has(key)) {
        return Optional.of(text(keys, key));
      }
    }
    return Optional.empty();
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? quoted(value.textValue()) : cut(value.toString());
  }

  private static String quoted(String text) {
    return "\"" + cut(text) + "\"";
  }

  private static String cut(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
