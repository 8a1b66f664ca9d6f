package io.sluice.ingest;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as two longs; IPv4-mapped IPv6 is IPv4. Ordered IPv4 first, then by
 * value.
 *
 * @param v6 whether it is an IPv6 address
 * @param high the upper 64 bits, 0 for IPv4
 * @param low the lower 64 bits; for IPv4 the address as an unsigned 32-bit number
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {
  /** Refuses bits that an IPv4 address cannot have. */
  public IpAddress {
    if (!v6 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /** An IPv4 address from its 32 bits. */
  public static IpAddress ofV4(int bits) {
    return new IpAddress(false, 0, bits & 0xFFFF_FFFFL);
  }

  /** An IPv6 address, or the IPv4 address that it maps ({@code ::ffff:a.b.c.d}). */
  public static IpAddress ofV6(long high, long low) {
    if (high == 0 && low >>> 32 == 0xFFFFL) {
      return ofV4((int) low);
    }
    return new IpAddress(true, high, low);
  }

  /**
   * Parses a literal; a prefix of full length ({@code /32}, {@code /128}) and a zone ({@code
   * %eth0}) are cut off. Never asks a name server.
   *
   * @return empty where {@code text} is no address
   */
  public static Optional<IpAddress> parse(String text) {
    return IpAddressParser.parse(text);
  }

  /** Whether one of the ranges kept for private networks holds it (RFC 1918, 6598, 4193). */
  public boolean isPrivate() {
    if (v6) {
      return high >>> 57 == 0x7EL; // fc00::/7
    }
    int first = (int) (low >>> 24);
    return first == 10
        || low >>> 20 == 0xAC1L // 172.16.0.0/12
        || low >>> 16 == 0xC0A8L // 192.168.0.0/16
        || low >>> 22 == 0x191L; // 100.64.0.0/10
  }

  /** 169.254.0.0/16 or fe80::/10. */
  public boolean isLinkLocal() {
    return v6 ? high >>> 54 == 0x3FAL : low >>> 16 == 0xA9FEL;
  }

  /** 127.0.0.0/8 or ::1. */
  public boolean isLoopback() {
    return v6 ? high == 0 && low == 1 : low >>> 24 == 127;
  }

  /** 224.0.0.0/4, 255.255.255.255 or ff00::/8. */
  public boolean isMulticastOrBroadcast() {
    return v6 ? high >>> 56 == 0xFFL : low >>> 28 == 0xEL || low == 0xFFFF_FFFFL;
  }

  /** 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** 32 or 128. */
  public int bitLength() {
    return v6 ? 128 : 32;
  }

  @Override
  public int compareTo(IpAddress other) {
    if (v6 != other.v6) {
      return v6 ? 1 : -1;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** Dotted decimal, or RFC 5952. */
  @Override
  public String toString() {
    return v6 ? IpAddressParser.formatV6(high, low) : formatV4();
  }

  private String formatV4() {
    return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
  }
}
