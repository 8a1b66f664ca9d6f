package io.sluice.analyzer.policy;

import io.sluice.ingest.IpAddress;
import java.util.Optional;

/**
 * A block of addresses.
 *
 * @param base first address; bits beyond the prefix are zero
 * @param prefixLength 0 to 32, or 0 to 128
 */
public record Cidr(IpAddress base, int prefixLength) implements Comparable<Cidr> {
  /** Masks host bits, as Go's ParseCIDR does. */
  public Cidr {
    if (prefixLength < 0 || prefixLength > base.bitLength()) {
      throw new IllegalArgumentException("prefix length " + prefixLength);
    }
    base = masked(base, prefixLength);
  }

  /** The block of one address. */
  public static Cidr of(IpAddress address) {
    return new Cidr(address, address.bitLength());
  }

  /**
   * Parses {@code address/length}; empty where it is none. The strict spelling only: a policy's own
   * text, of which the API server takes more, is read by {@code PolicyLoader}.
   */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0
        || text.indexOf('%') >= 0
        || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(text.substring(slash + 1));
    return IpAddress.parse(text.substring(0, slash))
        .filter(a -> length <= a.bitLength())
        .map(a -> new Cidr(a, length));
  }

  public boolean contains(IpAddress address) {
    if (address.v6() != base.v6()) {
      return false;
    }
    return base.v6()
        ? (address.high() & highMask(prefixLength)) == base.high()
            && (address.low() & lowMask(prefixLength)) == base.low()
        : (address.low() & v4Mask(prefixLength)) == base.low();
  }

  /** Whether all of {@code other} lies in this block. */
  public boolean contains(Cidr other) {
    return other.prefixLength >= prefixLength && contains(other.base);
  }

  /** Whether the two share an address. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  private static IpAddress masked(IpAddress address, int length) {
    return address.v6()
        ? new IpAddress(true, address.high() & highMask(length), address.low() & lowMask(length))
        : new IpAddress(false, 0, address.low() & v4Mask(length));
  }

  private static long v4Mask(int length) {
    return length == 0 ? 0 : 0xFFFF_FFFFL << (32 - length) & 0xFFFF_FFFFL;
  }

  private static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  @Override
  public int compareTo(Cidr other) {
    int byBase = base.compareTo(other.base);
    return byBase != 0 ? byBase : Integer.compare(prefixLength, other.prefixLength);
  }

  @Override
  public String toString() {
    return base + "/" + prefixLength;
  }
}
