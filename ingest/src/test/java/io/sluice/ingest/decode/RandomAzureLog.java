package io.sluice.ingest.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Azure flow logs made up from a seed. The odder they are, the more is written in a way that Azure
 * does not: escapes, blanks, other orders of keys, unknown and missing and doubled keys, values of
 * other types, deeper groups, broken tuples.
 */
public final class RandomAzureLog {
  private static final String[] ADDRESSES = {
    "10.244.1.5",
    "10.244.1.6",
    "198.51.100.4",
    "255.255.255.255",
    "0.0.0.0",
    "10.0.0.1",
    "2001:db8::7",
    "::ffff:10.1.2.3",
    "fe80::1%eth0",
    "10.1.2.3/32"
  };
  private static final String[] ODD_ADDRESSES = {
    "",
    "10.0.0",
    "10.0.0.01",
    "10.0.0.256",
    "10.0.0.1.2",
    "host",
    "1.2.3.4.",
    "1..2.3",
    "a:b",
    "10.0.0.1 ",
    "٣.1.1.1",
    "10.0.0.999999999999"
  };
  private static final String[] ODD_NUMBERS = {
    "",
    "x",
    "-1",
    "65536",
    "99999",
    "123456",
    "0012",
    "1.5",
    " 1",
    "999999999999999999",
    "1234567890123456789",
    "٣"
  };
  private static final String[] ENCRYPTIONS = {
    "NX",
    "X",
    "",
    "NX_SW_NOT_READY",
    "NX_NOT_ACCEPTED",
    "NX_NOT_SUPPORTED",
    "NX_HW_NOT_SUPPORTED",
    "nx",
    "NX_LOCAL_DST"
  };

  private final Random random;

  /** Of how many choices one is odd; 0 for none. */
  private final int oddness;

  public RandomAzureLog(long seed, int oddness) {
    random = new Random(seed);
    this.oddness = oddness;
  }

  private boolean odd() {
    return oddness > 0 && random.nextInt(oddness) == 0;
  }

  private String any(String... of) {
    return of[random.nextInt(of.length)];
  }

  /** A log with so many records. */
  public String log(int records) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      all.add(record());
    }
    String separator = odd() ? ",\n  " : ",";
    return switch (random.nextInt(oddness > 0 ? 5 : 2)) {
      case 0 -> "{\"records\":[" + String.join(separator, all) + "]}";
      case 1 -> String.join("\n", all) + "\n";
      case 2 -> "[" + String.join(separator, all) + "]";
      case 3 -> "{\"records\":[" + String.join(separator, all) + (odd() ? "" : "]");
      default -> String.join("", all);
    };
  }

  private String record() {
    boolean vnet = random.nextBoolean();
    List<String> members = new ArrayList<>();
    add(members, "time", quoted(any("2026-08-13T20:32:45.5625085Z", "2026-08-13T20:33:45Z")));
    add(members, "macAddress", quoted(any("0022487BC205", "00-22-48-7b-c2-05")));
    add(members, vnet ? "targetResourceID" : "resourceId", quoted(any("/SUBS/A", "/subs/b")));
    add(members, "category", quoted("FlowLogFlowEvent"));
    if (vnet) {
      add(members, "flowLogVersion", "4");
      add(members, "flowRecords", "{\"flows\":" + flows(true) + "}");
    } else {
      add(members, "properties", "{\"Version\":2,\"flows\":" + flows(false) + "}");
    }
    if (odd()) {
      members.add(any("\"extra\":{\"a\":[1,{}]}", "\"extra\":\"x\"", "\"flowRecords\":{}"));
    }
    if (odd()) {
      members.add(any("\"verdict\":1", "\"records\":[]", "\"time\":5", "\"macAddress\":null"));
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(members, random);
    }
    return "{" + String.join(blank() + "," + blank(), members) + blank() + "}";
  }

  private void add(List<String> members, String key, String value) {
    if (odd()) {
      members.add(quoted(key) + ":" + any("null", "{}", "[]", "17", "true", "\"\"", "-1e5", value));
    } else if (!odd()) {
      members.add(quoted(key) + blank() + ":" + blank() + value);
    }
  }

  private String blank() {
    return odd() ? any(" ", "\n", "\t", "\r\n  ", "\u000b") : "";
  }

  private String quoted(String text) {
    if (odd()) {
      String escape = String.format("\\u%04x", (int) (text.isEmpty() ? 'x' : text.charAt(0)));
      return "\"" + any(escape + text.substring(Math.min(1, text.length())), text + "é") + "\"";
    }
    return "\"" + text + "\"";
  }

  private String flows(boolean vnet) {
    List<String> flows = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String groups = groups();
      flows.add(
          vnet
              ? "{\"aclID\":\"a\",\"flowGroups\":" + groups + "}"
              : "{\"rule\":\"UserRule\",\"flows\":" + groups + "}");
    }
    return "[" + String.join(",", flows) + (odd() ? any(",]", ",5]", "", "]]") : "]");
  }

  private String groups() {
    List<String> groups = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = any("rule", "mac", "other");
      String rule = quoted(name) + ":" + quoted(any("PlatformRule", "UserRule_a", "0022487BC206"));
      String tuples = quoted("flowTuples") + ":" + (odd() ? any("5", "{}", "null") : tuples());
      groups.add("{" + (random.nextInt(4) == 0 ? tuples + "," + rule : rule + "," + tuples) + "}");
    }
    return "[" + String.join(",", groups) + "]";
  }

  private String tuples() {
    List<String> tuples = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      tuples.add(odd() ? any("5", "null", "[\"a\"]", "{\"x\":1}", "\"\"") : quoted(tuple()));
    }
    return "[" + String.join(blank() + "," + blank(), tuples) + blank() + "]";
  }

  private String number(int bound) {
    return odd() ? any(ODD_NUMBERS) : Integer.toString(random.nextInt(bound));
  }

  private String address() {
    return odd() ? any(ODD_ADDRESSES) : any(ADDRESSES);
  }

  private String letter(String... of) {
    return odd() ? any("", "Z", "BB", "b") : any(of);
  }

  private String tuple() {
    List<String> fields = new ArrayList<>();
    fields.add(odd() ? any("", "12", "x") : any("1786653162636", "1594238636", "1786656762636"));
    fields.add(address());
    fields.add(address());
    fields.add(number(65_536));
    fields.add(number(65_536));
    int kind = random.nextInt(3);
    fields.add(kind == 0 ? any("6", "17", "1", "132", "255", number(256)) : letter("T", "U"));
    fields.add(letter("I", "O"));
    if (kind == 0) {
      fields.add(letter("B", "C", "E", "D"));
      fields.add(any(ENCRYPTIONS));
    } else {
      fields.add(letter("A", "A", "D"));
      if (kind == 2) {
        fields.add(letter("B", "C", "E"));
      }
    }
    for (int i = 0; i < 4 && kind != 1; i++) {
      fields.add(random.nextInt(4) == 0 ? "" : number(random.nextBoolean() ? 3 : 1_000_000));
    }
    if (odd()) {
      fields.add("more");
    }
    if (odd()) {
      fields.remove(random.nextInt(fields.size()));
    }
    return String.join(",", fields);
  }
}
