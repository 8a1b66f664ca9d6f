package io.sluice.ingest.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Writes JSON objects in which keys, values, their order and the blanks may be odd. */
class OddObjects extends Draws {
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "5",
          "16",
          "15",
          "133",
          "99999",
          "-0",
          "1.5",
          "1e3",
          "12345678901234567890",
          "123456789012345678",
          "\"\"",
          "\"7\"",
          "\"007\"",
          "\"x\"",
          "\"\\u0041\\n\"",
          "\"ä\"",
          "[]",
          "{}",
          "[1,{\"a\":[true,null]}]",
          "{\"value\":true}",
          "{\"value\":false}",
          "{\"seconds\":1700000000,\"nanos\":5}",
          "[\"a\",\"b\"]",
          "{\"source\":\"10.0.0.9\",\"verdict\":\"DROPPED\"}",
          "\"a\\\"b\\\\\"",
          "01",
          "+1",
          "tru",
          "nul",
          "\"\t\"",
          "-",
          "{\"a\":}",
          "[1,]",
          "{\"a\":1,}",
          "\"\\x\"",
          "\"\\u00g0\"",
          "\"\\u000g\"");
  private static final List<String> UNKNOWN_KEYS =
      List.of(
          "uuid",
          "Summary",
          "interface",
          "node_labels",
          "cgroup_id",
          "policy_log",
          "log",
          "records",
          "items",
          "flow",
          "value",
          "macAddress",
          "lost_events",
          "ethernet",
          "kind",
          "data",
          "flowRecords",
          "node_status",
          "properties");

  OddObjects(Random random) {
    super(random);
  }

  /** A field of a key that no decoder asks for. */
  String unknown(int percent) {
    return field(pick(UNKNOWN_KEYS), odd(50, "\"x y\""), percent);
  }

  /** A field whose key may be written otherwise, and whose value may be odd. */
  String field(String name, String value, int percent) {
    String key = one(40) && name.contains("_") ? camel(name) : name;
    key = one(150) ? key.replaceFirst("e", "\\\\u0065") : key;
    return "\"" + key + "\"" + blank() + ":" + blank() + odd(percent / 4, value);
  }

  /** The value, or in so many of a hundred another one, which may be no JSON. */
  String odd(int percent, String value) {
    return random.nextInt(100) < percent ? pick(ODD) : value;
  }

  /** Fields as an object, in so many of a hundred shuffled. */
  String object(List<String> fields, int percent) {
    List<String> all = new ArrayList<>(fields);
    if (random.nextInt(100) < percent) {
      Collections.shuffle(all, random);
    }
    return "{" + blank() + String.join("," + blank(), all) + blank() + "}";
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_", -1)) {
      boolean first = camel.isEmpty() || part.isEmpty();
      camel.append(first ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return camel.toString();
  }

  /** Adds a field in about one of so many. */
  void maybe(List<String> fields, int in, Supplier<String> field) {
    if (random.nextInt(in * 10) < 9 || (in == 1 && !one(10))) {
      fields.add(field.get());
    }
  }

  private String blank() {
    return one(60) ? pick(" ", "\n", "\t ", "\r\n  ") : "";
  }
}
