package io.sluice.recommender.pr.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.pr.fake.Asked;
import io.sluice.recommender.pr.fake.FakeHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the hosts take: methods, paths, queries and bodies, written down by hand in {@code
 * request-shapes.json} from what they publish. {@link ThePublishedDescriptionsAgreeTest} compares
 * that file with their machine-readable descriptions where those are at hand.
 */
public final class RequestShapes {
  private RequestShapes() {}

  static JsonNode all() {
    try (InputStream file = RequestShapes.class.getResourceAsStream("/pr/request-shapes.json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every request of a test has a shape that the host takes. */
  public static void requireAll(FakeHost host) {
    for (Asked asked : host.requests()) {
      List<String> wrong = new ArrayList<>();
      boolean known = false;
      for (JsonNode shape : all()) {
        if (asked.method().equals(shape.path("method").asText())
            && asked.path().matches(shape.path("url").asText())) {
          known = true;
          check(asked, shape, wrong);
        }
      }
      if (!known || !wrong.isEmpty()) {
        throw new AssertionError(asked + (known ? ": " + wrong : ": no such request is published"));
      }
    }
  }

  private static void check(Asked asked, JsonNode shape, List<String> wrong) {
    for (String name : asked.query().keySet()) {
      if (!shape.path("query").has(name)) {
        wrong.add("no query " + name);
      }
    }
    checkObject("", asked.body(), shape.path("body"), wrong);
  }

  /** Members are {@code "name": "type"}, or {@code "name!"} where required; objects nest. */
  private static void checkObject(String at, JsonNode found, JsonNode shape, List<String> wrong) {
    found
        .properties()
        .forEach(
            member -> {
              JsonNode type = shape.path(member.getKey());
              type = type.isMissingNode() ? shape.path(member.getKey() + "!") : type;
              checkValue(at + "." + member.getKey(), member.getValue(), type, wrong);
            });
    shape
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.endsWith("!") && !found.has(name.substring(0, name.length() - 1))) {
                wrong.add(at + "." + name + " is missing");
              }
            });
  }

  private static void checkValue(String at, JsonNode found, JsonNode type, List<String> wrong) {
    if (type.isObject()) {
      checkObject(at, found, type, wrong);
    } else if (type.isArray()) {
      if (!found.isArray()) {
        wrong.add(at + " is no list");
      }
      found.forEach(item -> checkValue(at + "[]", item, type.path(0), wrong));
    } else if (!is(found, type.asText("nothing"))) {
      wrong.add(at + " is " + found + ", expected " + type.asText("nothing"));
    }
  }

  private static boolean is(JsonNode found, String type) {
    return switch (type) {
      case "string" -> found.isTextual();
      case "boolean" -> found.isBoolean();
      case "integer" -> found.isIntegralNumber();
      default -> false;
    };
  }
}
