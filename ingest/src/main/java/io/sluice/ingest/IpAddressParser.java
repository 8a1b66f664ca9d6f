package io.sluice.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and writes address literals; strict, so that a host name or a number is never an address.
 */
final class IpAddressParser {
  private IpAddressParser() {}

  static Optional<IpAddress> parse(String text) {
    boolean v6 = text.indexOf(':') >= 0;
    String literal = text;
    int slash = literal.indexOf('/');
    if (slash >= 0) {
      if (!literal.substring(slash + 1).equals(v6 ? "128" : "32")) {
        return Optional.empty();
      }
      literal = literal.substring(0, slash);
    }
    int zone = literal.indexOf('%');
    if (zone >= 0) {
      if (!v6 || zone == literal.length() - 1) {
        return Optional.empty();
      }
      literal = literal.substring(0, zone);
    }
    return v6 ? parseV6(literal) : parseV4(literal);
  }

  private static Optional<IpAddress> parseV4(String text) {
    long bits = v4Bits(text);
    return bits < 0 ? Optional.empty() : Optional.of(IpAddress.ofV4((int) bits));
  }

  /** The 32 bits, or -1. Leading zeros are refused: some readers take them for octal. */
  private static long v4Bits(String text) {
    long bits = 0;
    int octet = -1;
    int octets = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (octet < 0 || ++octets > 4) {
          return -1;
        }
        bits = bits << 8 | octet;
        octet = -1;
      } else if (c < '0' || c > '9' || octet == 0) {
        return -1;
      } else {
        octet = Math.max(octet, 0) * 10 + (c - '0');
        if (octet > 255) {
          return -1;
        }
      }
    }
    return octets == 4 ? bits : -1;
  }

  private static Optional<IpAddress> parseV6(String text) {
    int[] groups = new int[8];
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    int[] head = groupsOf(gap < 0 ? text : text.substring(0, gap), gap < 0);
    int[] tail = gap < 0 ? new int[0] : groupsOf(text.substring(gap + 2), true);
    if (head == BAD || tail == BAD) {
      return Optional.empty();
    }
    int count = head.length + tail.length;
    if (gap < 0 ? count != 8 : count > 7) {
      return Optional.empty();
    }
    System.arraycopy(head, 0, groups, 0, head.length);
    System.arraycopy(tail, 0, groups, 8 - tail.length, tail.length);
    return Optional.of(IpAddress.ofV6(pack(groups, 0), pack(groups, 4)));
  }

  private static final int[] BAD = new int[0];

  /** The groups of a part; only at the very end may the last two be written as IPv4. */
  private static int[] groupsOf(String text, boolean last) {
    if (text.isEmpty()) {
      return new int[] {};
    }
    String[] parts = text.split(":", -1);
    int[] groups = new int[parts.length + 1];
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (last && i == parts.length - 1 && part.indexOf('.') >= 0) {
        long v4 = v4Bits(part);
        if (v4 < 0) {
          return BAD;
        }
        groups[count++] = (int) (v4 >>> 16);
        groups[count++] = (int) (v4 & 0xFFFF);
      } else {
        int group = hexGroup(part);
        if (group < 0) {
          return BAD;
        }
        groups[count++] = group;
      }
    }
    return Arrays.copyOf(groups, count);
  }

  private static int hexGroup(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      int digit = Character.digit(part.charAt(i), 16);
      if (digit < 0 || part.charAt(i) > 'f') {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static long pack(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + 4; i++) {
      bits = bits << 16 | groups[i];
    }
    return bits;
  }

  /**
   * RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as {@code
   * ::}.
   */
  static String formatV6(long high, long low) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      long half = i < 4 ? high : low;
      groups[i] = (int) (half >>> (48 - 16 * (i % 4)) & 0xFFFF);
    }
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
