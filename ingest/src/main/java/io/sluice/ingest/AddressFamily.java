package io.sluice.ingest;

import org.jspecify.annotations.Nullable;

/** Over which of the two families of addresses a record's packets went. */
public enum AddressFamily {
  IPV4("IPv4"),
  IPV6("IPv6"),
  /** The record has no address and does not say, or its two addresses are of different families. */
  UNKNOWN("unknown");

  private final String word;

  AddressFamily(String word) {
    this.word = word;
  }

  /** The name that people know, which is also the one in JSON. */
  public String word() {
    return word;
  }

  /** An address's own. */
  public static AddressFamily of(IpAddress address) {
    return address.v6() ? IPV6 : IPV4;
  }

  /**
   * That of a record with these addresses, either of which may be missing.
   *
   * @param otherwise what counts where both are missing
   */
  public static AddressFamily of(
      @Nullable IpAddress one, @Nullable IpAddress other, AddressFamily otherwise) {
    if (one == null || other == null) {
      IpAddress only = one == null ? other : one;
      return only == null ? otherwise : of(only);
    }
    return one.v6() == other.v6() ? of(one) : UNKNOWN;
  }
}
