package io.sluice.analyzer.inventory;

import io.sluice.ingest.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A set of address ranges, by prefix length: a look-up costs one hash per length in use. */
final class AddressRanges {
  private record Length(boolean v6, int bits) {}

  private final Map<Length, Set<IpAddress>> bases = new HashMap<>();

  /** Adds {@code address/length}; anything else is passed over. */
  void add(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(slash + 1).matches("[0-9]{1,3}")) {
      return;
    }
    int bits = Integer.parseInt(cidr.substring(slash + 1));
    IpAddress.parse(cidr.substring(0, slash))
        .filter(address -> bits >= 1 && bits <= address.bitLength())
        .ifPresent(
            address ->
                bases
                    .computeIfAbsent(new Length(address.v6(), bits), l -> new HashSet<>())
                    .add(masked(address, bits)));
  }

  boolean contains(IpAddress address) {
    for (Map.Entry<Length, Set<IpAddress>> entry : bases.entrySet()) {
      if (entry.getKey().v6 == address.v6()
          && entry.getValue().contains(masked(address, entry.getKey().bits))) {
        return true;
      }
    }
    return false;
  }

  private static IpAddress masked(IpAddress address, int bits) {
    if (!address.v6()) {
      return new IpAddress(false, 0, address.low() & (0xFFFF_FFFFL << (32 - bits)) & 0xFFFF_FFFFL);
    }
    long high = bits >= 64 ? -1L : -1L << (64 - bits);
    long low = bits <= 64 ? 0 : -1L << (128 - bits);
    return new IpAddress(true, address.high() & high, address.low() & low);
  }
}
