package io.sluice.ingest.decode.bytes;

import java.util.Arrays;

/**
 * A cursor over one JSON object in a window of bytes, which reads what is written plainly: ASCII,
 * no escapes in texts that are looked at, whole numbers of up to 18 digits, no trailing commas. It
 * accepts nothing that a strict parser would refuse.
 *
 * <p>Where something is not plain, or the window ends, the cursor is <em>lost</em>: it stands at
 * the end of the window, finds no further field or item there, and {@link #odd} says which of the
 * two it was. So only whoever began the object needs to ask.
 *
 * <p>HOT PATH: over every byte of a Hubble log that is not in a known end, and of an Azure log that
 * is not in a tuple; allocates nothing. One thread's. Oracles: {@code FastHubbleOracleTest}, {@code
 * FastAzureOracleTest}; benchmarks: {@code DecoderBenchmark}, {@code AzureDecoderBenchmark}.
 */
public final class JsonBytes {
  private static final int MAX_DEPTH = 24;
  private static final int MAX_DIGITS = 18;
  private static final int LONGEST_KEY = 1 << 10;

  private byte[] bytes = {};
  private int pos;
  private int limit;
  private boolean lost;
  private boolean odd;
  private int depth;
  private int from;
  private int to;

  /** Begins at an index of a window that ends before another one. */
  public void start(byte[] window, int at, int end) {
    bytes = window;
    pos = at;
    limit = end;
    lost = false;
    odd = false;
    depth = 0;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Where the cursor stands. */
  public int position() {
    return pos;
  }

  public int limit() {
    return limit;
  }

  /** Start of the key or text that was read last. */
  public int from() {
    return from;
  }

  /** End of the key or text that was read last. */
  public int to() {
    return to;
  }

  /** Whether the key or text that was read last is this one. */
  public boolean is(byte[] text) {
    return Arrays.equals(bytes, from, to, text, 0, text.length);
  }

  /** Whether it cannot go on. */
  public boolean lost() {
    return lost;
  }

  /** Whether it is lost for what it found, and not because the window ends. */
  public boolean odd() {
    return odd;
  }

  /** Something is not as it is expected; always false. */
  public boolean giveUp() {
    if (!lost) {
      lost = true;
      odd = true;
      pos = limit;
    }
    return false;
  }

  private boolean runOut() {
    lost = true;
    pos = limit;
    return false;
  }

  /** Passes so many bytes, which hold a whole value. */
  public void pass(int count) {
    pos += count;
  }

  /** The first byte of the next token, at which the cursor then stands; 0 where it is lost. */
  public byte peek() {
    while (pos < limit) {
      byte b = bytes[pos];
      if (b > ' ') {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
        giveUp();
        return 0;
      }
      pos++;
    }
    runOut();
    return 0;
  }

  // ---- objects and arrays

  /** Enters an object; whether it has a field, whose key has been read then. */
  public boolean enterObject() {
    if (peek() != '{' || ++depth > MAX_DEPTH) {
      return giveUp();
    }
    pos++;
    if (peek() == '}') {
      return leave();
    }
    return key();
  }

  /** Whether another field follows, whose key has been read then. */
  public boolean nextField() {
    byte b = peek();
    if (b == ',') {
      pos++;
      return key();
    }
    return b == '}' ? leave() : giveUp();
  }

  /** Enters an array; whether it has an item. */
  public boolean enterArray() {
    if (peek() != '[' || ++depth > MAX_DEPTH) {
      return giveUp();
    }
    pos++;
    return peek() == ']' ? leave() : !lost;
  }

  /** Whether another item follows. */
  public boolean nextItem() {
    byte b = peek();
    if (b == ',') {
      pos++;
      return !lost;
    }
    return b == ']' ? leave() : giveUp();
  }

  private boolean leave() {
    depth--;
    pos++;
    return false;
  }

  private boolean key() {
    if (!text() || to - from > LONGEST_KEY || peek() != ':') {
      return giveUp();
    }
    pos++;
    return true;
  }

  // ---- values

  /** Reads a text that is written without escapes. */
  public boolean text() {
    if (peek() != '"') {
      return giveUp();
    }
    int end = Texts.plainEnd(bytes, pos + 1, limit);
    if (end == limit) {
      return runOut();
    }
    if (bytes[end] != '"') {
      return giveUp();
    }
    from = pos + 1;
    to = end;
    pos = end + 1;
    return true;
  }

  /** Reads {@code true} or {@code false}; false where it is neither. */
  public boolean bool() {
    if (peek() == 't') {
      return literal("true");
    }
    literal("false");
    return false;
  }

  /** Passes {@code null}; whether one stands here. */
  public boolean isNull() {
    return peek() == 'n' && literal("null");
  }

  /** Reads a whole number, 0 where the cursor is lost; the rest of any other is found odd later. */
  public long number() {
    boolean negative = peek() == '-';
    int i = negative ? pos + 1 : pos;
    int begin = i;
    long value = 0;
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      value = value * 10 + bytes[i] - '0';
      i++;
    }
    int digits = i - begin;
    if (i == limit) {
      runOut();
      return 0;
    }
    if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && bytes[begin] == '0')) {
      giveUp();
      return 0;
    }
    pos = i;
    return negative ? -value : value;
  }

  private boolean literal(String word) {
    int end = pos + word.length();
    if (end > limit) {
      return runOut();
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[pos + i] != word.charAt(i)) {
        return giveUp();
      }
    }
    pos = end;
    return true;
  }

  // ---- what nobody reads

  /** Passes a value of any type. */
  public void skip() {
    byte b = peek();
    if (b == '"') {
      skipText();
    } else if (b == '{') {
      for (boolean more = enterObject(); more; more = nextField()) {
        skip();
      }
    } else if (b == '[') {
      for (boolean more = enterArray(); more; more = nextItem()) {
        skip();
      }
    } else if (b == 't' || b == 'f') {
      bool();
    } else if (b == 'n') {
      literal("null");
    } else {
      number();
    }
  }

  /** Passes a text, which may hold escapes. */
  private void skipText() {
    int i = Texts.plainEnd(bytes, pos + 1, limit);
    while (i < limit && bytes[i] == '\\') {
      int behind = Texts.escapeEnd(bytes, i, limit);
      if (behind < 0) {
        giveUp();
        return;
      }
      i = Texts.plainEnd(bytes, behind, limit);
    }
    if (i == limit) {
      runOut();
    } else if (bytes[i] != '"') {
      giveUp();
    } else {
      pos = i + 1;
    }
  }
}
