package io.sluice.analyzer.policy.load;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CIDR as somebody wrote it into a policy, read as the API server has read it for years: laxer
 * than it should be. What a strict server would refuse (host bits, leading zeros, IPv4-mapped IPv6;
 * KEP-4858) is read and named.
 *
 * @param block the block that it means; empty where it is none
 * @param oddities what a strict server would refuse, each a clause that follows the field's name
 */
record CidrText(Optional<Cidr> block, List<String> oddities) {
  private static final CidrText BAD = new CidrText(Optional.empty(), List.of());
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}");
  private static final Pattern ZEROS_IN_ADDRESS = Pattern.compile("(^|\\.)0+(?=[0-9])");
  private static final Pattern ZEROS_IN_LENGTH = Pattern.compile("^0+(?=[0-9])");

  /** Bits in front of the IPv4 address in {@code ::ffff:a.b.c.d}. */
  private static final int MAPPED_BITS = 96;

  static CidrText parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.indexOf('%') >= 0) {
      return BAD;
    }
    String addressText = text.substring(0, slash);
    String lengthText = text.substring(slash + 1);
    boolean writtenAsV6 = addressText.indexOf(':') >= 0;
    String plainAddress =
        writtenAsV6 ? addressText : ZEROS_IN_ADDRESS.matcher(addressText).replaceAll("$1");
    Optional<IpAddress> address = IpAddress.parse(plainAddress);
    if (address.isEmpty() || !LENGTH.matcher(lengthText).matches()) {
      return BAD;
    }
    int length = Integer.parseInt(lengthText);
    if (length > (writtenAsV6 ? 128 : 32)) {
      return BAD;
    }
    List<String> oddities = new ArrayList<>();
    if (!plainAddress.equals(addressText) || ZEROS_IN_LENGTH.matcher(lengthText).find()) {
      oddities.add("has leading zeros, which a strict API server refuses");
    }
    boolean mapped = writtenAsV6 && !address.get().v6();
    return new CidrText(
        Optional.of(
            mapped
                ? mapped(address.get(), length, oddities)
                : plain(address.get(), length, oddities)),
        List.copyOf(oddities));
  }

  private static Cidr plain(IpAddress address, int length, List<String> oddities) {
    Cidr block = new Cidr(address, length);
    if (!block.base().equals(address)) {
      oddities.add(
          "has bits beyond its mask, which a strict API server refuses; it means " + block);
    }
    return block;
  }

  /** Go reads {@code ::ffff:10.0.0.0/104} as 10.0.0.0/8; with a shorter mask it is plain IPv6. */
  private static Cidr mapped(IpAddress address, int length, List<String> oddities) {
    oddities.add(
        "is an IPv4-mapped IPv6 block, which a strict API server refuses and engines read"
            + " differently; write it as IPv4");
    return length >= MAPPED_BITS
        ? plain(address, length - MAPPED_BITS, oddities)
        : new Cidr(new IpAddress(true, 0, 0xFFFF_0000_0000L | address.low()), length);
  }
}
