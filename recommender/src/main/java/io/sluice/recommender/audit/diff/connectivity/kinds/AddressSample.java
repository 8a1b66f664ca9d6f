package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Finds an address of a block that lies in none of the blocks inside it. */
final class AddressSample {
  /** Addresses for documentation (RFC 5737, RFC 3849): in an answer nobody takes them for real. */
  private static final List<IpAddress> PREFERRED =
      List.of(
          IpAddress.parse("192.0.2.1").orElseThrow(), IpAddress.parse("2001:db8::1").orElseThrow());

  private AddressSample() {}

  /**
   * An address, or empty where the inner blocks leave none.
   *
   * @param inside blocks inside it, apart from each other, sorted
   */
  static Optional<IpAddress> in(Cidr block, List<Cidr> inside) {
    for (IpAddress preferred : PREFERRED) {
      if (block.contains(preferred) && inside.stream().noneMatch(b -> b.contains(preferred))) {
        return Optional.of(preferred);
      }
    }
    BigInteger candidate = number(block.base());
    for (Cidr inner : inside) {
      if (number(inner.base()).compareTo(candidate) > 0) {
        break;
      }
      candidate = number(inner.base()).add(size(inner));
    }
    boolean left = candidate.compareTo(number(block.base()).add(size(block))) < 0;
    return left ? Optional.of(address(candidate, block.base().v6())) : Optional.empty();
  }

  private static BigInteger size(Cidr block) {
    return BigInteger.ONE.shiftLeft(block.base().bitLength() - block.prefixLength());
  }

  private static BigInteger number(IpAddress address) {
    BigInteger low = new BigInteger(Long.toUnsignedString(address.low()));
    return new BigInteger(Long.toUnsignedString(address.high())).shiftLeft(64).add(low);
  }

  private static IpAddress address(BigInteger number, boolean v6) {
    return v6
        ? IpAddress.ofV6(number.shiftRight(64).longValue(), number.longValue())
        : IpAddress.ofV4(number.intValue());
  }
}
