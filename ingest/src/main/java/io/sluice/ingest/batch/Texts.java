package io.sluice.ingest.batch;

import java.nio.charset.StandardCharsets;

/**
 * Text as UTF-8 that also keeps what no valid text has: half of a surrogate pair, which JSON can
 * escape, stands as its own three bytes (WTF-8). So every text comes back as it was.
 */
final class Texts {
  private Texts() {}

  static byte[] bytes(String text) {
    return hasHalfPair(text) ? wide(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if ((bytes[i] & 0xFF) == 0xED && (bytes[i + 1] & 0xFF) >= 0xA0) {
        return narrow(bytes, from, to);
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && isHalf(text.codePointAt(i))) {
        return true;
      }
      if (Character.isHighSurrogate(text.charAt(i))) {
        i++;
      }
    }
    return false;
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static byte[] wide(String text) {
    FieldBytes bytes = new FieldBytes();
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (isHalf(codePoint)) {
        bytes.single(0xE0 | codePoint >> 12);
        bytes.single(0x80 | (codePoint >> 6 & 0x3F));
        bytes.single(0x80 | (codePoint & 0x3F));
      } else {
        bytes.raw(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static String narrow(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    int start = from;
    int i = from;
    while (i < to) {
      boolean half = i + 2 < to && (bytes[i] & 0xFF) == 0xED && (bytes[i + 1] & 0xFF) >= 0xA0;
      if (half) {
        text.append(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        text.append((char) (0xD000 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F)));
        i += 3;
        start = i;
      } else {
        i++;
      }
    }
    return text.append(new String(bytes, start, to - start, StandardCharsets.UTF_8)).toString();
  }
}
