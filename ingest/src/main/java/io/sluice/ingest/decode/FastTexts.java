package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.decode.bytes.JsonBytes;
import io.sluice.ingest.decode.bytes.TextMemo;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * The texts and numbers of a Hubble record that rules ask for, each read as its {@link HubbleEnums}
 * and parsers say, which are asked once for each text.
 *
 * <p>HOT PATH: some ten times for every record; allocates for unknown texts only. One thread's.
 */
final class FastTexts {
  private static final int MOST_TEXTS = 1 << 16;
  private static final int MOST_WORDS = 1 << 8;
  private static final byte[] EMPTY = {};

  final TextMemo<Integer> verdicts = words(HubbleEnums::verdict);
  final TextMemo<Integer> dropReasons = words(HubbleEnums::dropReason);
  final TextMemo<Integer> traceReasons = words(HubbleEnums::traceReason);
  final TextMemo<Integer> directions = words(HubbleEnums::direction);
  final TextMemo<Integer> flowTypes = words(HubbleEnums::flowType);
  final TextMemo<Integer> layer7Types = words(HubbleEnums::layer7Type);
  final TextMemo<Boolean> retinaTypes = words(HubbleExtensions::isRetina);
  final TextMemo<Boolean> ruleDrops = words(HubbleEnums::isRetinaRuleDrop);
  final TextMemo<AddressFamily> ipVersions = words(HubbleEnums::ipVersion);
  final TextMemo<Integer> protocols = words(HubbleEnums::protocol);
  final KnownAddresses addresses = new KnownAddresses();
  final TextMemo<String> names = new TextMemo<>(MOST_TEXTS, Function.identity());

  private static <T> TextMemo<T> words(Function<String, T> meaning) {
    return new TextMemo<>(MOST_WORDS, meaning);
  }

  /** What a text means; null is an empty one. */
  static <T> T text(JsonBytes json, TextMemo<T> memo) {
    if (json.isNull() || !json.text()) {
      return memo.get(EMPTY, 0, 0);
    }
    return memo.get(json.bytes(), json.from(), json.to());
  }

  /** The value of an enum that is written by name or by number. */
  static int value(JsonBytes json, TextMemo<Integer> byName, IntUnaryOperator byNumber) {
    byte b = json.peek();
    return b == '"' || b == 'n'
        ? text(json, byName)
        : byNumber.applyAsInt(HubbleEnums.small(json.number()));
  }

  /** A number that may be written as a text of digits. */
  static long number(JsonBytes json, long absent) {
    if (json.peek() == '"') {
      return json.text() ? decimal(json) : absent;
    }
    return json.isNull() ? absent : json.number();
  }

  private static long decimal(JsonBytes json) {
    int length = json.to() - json.from();
    long value = 0;
    boolean good = length >= 1 && length <= 18;
    for (int i = json.from(); good && i < json.to(); i++) {
      int digit = json.bytes()[i] - '0';
      good = digit >= 0 && digit <= 9;
      value = value * 10 + digit;
    }
    if (!good) {
      json.giveUp();
    }
    return value;
  }
}
