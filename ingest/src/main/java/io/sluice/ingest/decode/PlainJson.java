package io.sluice.ingest.decode;

import java.util.Arrays;

/**
 * Walks JSON that is written plainly: texts of printable ASCII without escapes, whole numbers, no
 * trailing commas. It accepts nothing that Jackson would refuse.
 *
 * <p>Where something is not plain, or the bytes end, it is <em>odd</em> for good: no further item
 * is found and no text is. So a walk needs to ask only where it would do something with what it
 * found.
 *
 * <p>HOT PATH: allocates nothing. One thread's. Oracle: {@code FastAzureOracleTest}; benchmark:
 * {@code AzureDecoderBenchmark}.
 */
final class PlainJson {
  private static final int MAX_DIGITS = 18;

  private byte[] bytes = {};
  private int at;
  private int limit;
  private boolean odd;
  private int from;
  private int to;

  /** Begins at an index of bytes that are good before another one. */
  void start(byte[] bytes, int at, int limit) {
    this.bytes = bytes;
    this.at = at;
    this.limit = limit;
    odd = false;
    from = at;
    to = at;
  }

  boolean odd() {
    return odd;
  }

  /** Gives up. */
  void beOdd() {
    odd = true;
    at = limit;
    from = limit;
    to = limit;
  }

  int at() {
    return at;
  }

  /** Goes on at an index. */
  void goTo(int index) {
    at = index;
  }

  /** Where the last text begins. */
  int from() {
    return from;
  }

  /** Where the last text ends. */
  int to() {
    return to;
  }

  /** Whether the last text is this one. */
  boolean is(byte[] text) {
    return Arrays.equals(bytes, from, to, text, 0, text.length);
  }

  /** Passes an opening bracket. */
  void open(char bracket) {
    pass(bracket);
  }

  /**
   * Whether another item follows; then what is before it is passed, else the closing bracket.
   *
   * @param first whether it would be the first one
   */
  boolean more(boolean first, char close) {
    blanks();
    if (at < limit && bytes[at] == close) {
      at++;
      return false;
    }
    if (!first) {
      pass(',');
    }
    blanks();
    return !odd;
  }

  /** Passes a key and its colon. */
  void key() {
    text();
    pass(':');
    blanks();
  }

  /** Whether the value that begins here begins like that. */
  boolean begins(char first) {
    return at < limit && bytes[at] == first;
  }

  /** Passes a text. */
  void text() {
    if (!begins('"')) {
      beOdd();
      return;
    }
    int end = endOfText(at + 1);
    if (end == limit || bytes[end] != '"') {
      beOdd();
      return;
    }
    from = at + 1;
    to = end;
    at = end + 1;
  }

  /** Passes a text or a whole number. */
  void scalar() {
    if (begins('"')) {
      text();
    } else {
      number();
    }
  }

  /** Passes blanks. */
  void blanks() {
    while (at < limit && bytes[at] <= ' ' && isBlank(bytes[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private void pass(char expected) {
    blanks();
    if (at < limit && bytes[at] == expected) {
      at++;
    } else {
      beOdd();
    }
  }

  private void number() {
    int start = at;
    while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    int digits = at - start;
    boolean leadingZero = digits > 1 && bytes[start] == '0';
    boolean ends = at < limit && (bytes[at] == ',' || bytes[at] == '}' || isBlank(bytes[at]));
    if (digits == 0 || digits > MAX_DIGITS || leadingZero || !ends) {
      beOdd();
    }
  }

  /** The first quote, escape, control or byte beyond ASCII from an index on. */
  private int endOfText(int start) {
    int i = start;
    for (; i + 8 <= limit; i += 8) {
      long end = EightBytes.endOfPlainText(EightBytes.at(bytes, i));
      if (end != 0) {
        return i + EightBytes.before(end);
      }
    }
    while (i < limit && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }
}
