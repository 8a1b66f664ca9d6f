package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.Flow;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** IANA numbers of protocols that a log gives by name, or by number, as text or not. */
final class ProtocolWords {
  /** What is neither a protocol nor left out. */
  static final int UNKNOWN = -2;

  private static final int LAST = 255;

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("icmp", 1),
          Map.entry("icmpv4", 1),
          Map.entry("igmp", 2),
          Map.entry("ipip", 4),
          Map.entry("tcp", 6),
          Map.entry("udp", 17),
          Map.entry("gre", 47),
          Map.entry("esp", 50),
          Map.entry("ah", 51),
          Map.entry("icmp6", 58),
          Map.entry("icmpv6", 58),
          Map.entry("ipv6-icmp", 58),
          Map.entry("vrrp", 112),
          Map.entry("sctp", 132),
          Map.entry("udplite", 136));

  private ProtocolWords() {}

  /**
   * The current value as a protocol: {@link Flow#ABSENT} where it is left out, {@link #UNKNOWN}
   * where it is none.
   */
  static int protocol(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return number(JsonValues.number(p, -1));
    }
    String word = JsonValues.text(p).toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.equals("-")) {
      return Flow.ABSENT;
    }
    Integer known = NUMBERS.get(word);
    return known != null
        ? known
        : number(JsonValues.decimal(word.toCharArray(), 0, word.length(), -1));
  }

  /** Whether it is one of those that policies know, which have ports. */
  static boolean hasPorts(int protocol) {
    return protocol == 6 || protocol == 17 || protocol == 132;
  }

  private static int number(long number) {
    return number >= 0 && number <= LAST ? (int) number : UNKNOWN;
  }
}
