package io.sluice.ingest.decode.bytes;

/** IPv4 addresses in dotted decimal, read in place. */
public final class Ipv4Bytes {
  /** What is not written like that, or with leading zeros. */
  public static final long NONE = -1;

  private static final int SHORTEST = 7;
  private static final int LONGEST = 15;

  private Ipv4Bytes() {}

  /** The 32 bits, or {@link #NONE}. */
  public static long parse(byte[] text, int from, int to) {
    if (to - from < SHORTEST || to - from > LONGEST) {
      return NONE;
    }
    long bits = 0;
    int octet = 0;
    int digits = 0;
    int dots = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        octet = octet * 10 + digit;
        digits++;
        if (octet > 255 || (digits > 1 && octet < 10)) {
          return NONE;
        }
      } else if (text[i] == '.' && digits > 0) {
        bits = bits << 8 | octet;
        octet = 0;
        digits = 0;
        dots++;
      } else {
        return NONE;
      }
    }
    return dots == 3 && digits > 0 ? bits << 8 | octet : NONE;
  }
}
